import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { accountOf, createAccountStore } from '../../functions/identity/index.ts';
import { operatorFacts } from '../../functions/platform/audit.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import { openTable } from '../../functions/platform/table.ts';
import { planStreet } from '../../infra/local/seed/plan.ts';
import { type Local, startLocal } from '../../infra/local/start-local.ts';
import { compoundOf, newStaffId, type PlaceId } from '../../shared/ids.ts';
import { Inbox } from '../../shared/messages/inbox.ts';
import type { Role } from '../../shared/roles.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, startOfShanghaiDay } from '../../shared/time/shanghai-days.ts';
import { signInStaff } from '../support/local-browser.ts';
import { median } from './figure.ts';

/**
 * A program of its own: a whole street on this machine in which two offices make people red, one
 * after another, while whoever is on duty looks into their inbox. Prints its figures.
 */
const SAMPLES = 60;
/** More than so many by one person in an hour wait for a third office. */
const EACH_PAIR = 10;
const LOOK_EVERY_MS = 10;
const DAY_MS = 86_400_000;
const COMPOUND = '/api/v1/manager/compounds/cmp_1';

type Send = Awaited<ReturnType<typeof signInStaff>>;

/** Offices that a street has more of than the demo shows. */
async function appoint(local: Local): Promise<{ propose: string; decide: string }[]> {
  const { TABLE_NAME: name = '', SERVER_SECRET: secret = '' } = process.env;
  const table = openTable({ name, endpoint: local.engineEndpoint });
  const accounts = createAccountStore(table);
  const phoneKey = deriveKey(Buffer.from(secret, 'base64url'), 'phone');
  const facts = operatorFacts('bench', 'permissions', Date.now());
  const hire = async (phone: string, role: Role, node: PlaceId) => {
    const staffId = newStaffId(Buffer.from(phone.slice(1)));
    const grants = [{ role, node, until: Date.now() + DAY_MS }];
    await accounts.recordStaff(
      accountOf(phoneKey, phone),
      { staffId, maskedName: '胡**', grants },
      facts,
    );
    return phone;
  };
  const pairs = [];
  for (let pair = 10; pair < 10 + SAMPLES / EACH_PAIR; pair++) {
    pairs.push({
      propose: await hire(`139770010${pair}`, 'community_doctor', 'com_1'),
      decide: await hire(`139770020${pair}`, 'street_administrator', 'str_1'),
    });
  }
  table.documents.destroy();
  return pairs;
}

async function declare(declares: Send, confirms: Send): Promise<void> {
  const today = shanghaiDay(Date.now());
  const last = addDays(today, 10);
  const said = { scope: ['cmp_1'], measures: ['registration', 'isolation_care'] };
  const { emergencyId, version } = await declares('POST', '/api/v1/manager/emergencies', {
    ...said,
    key: '0123456789abcdef',
    mode: 'real',
    event: '呼吸道传染病疫情',
    document: {
      ...said,
      number: '青政疫〔2026〕1号',
      authority: '青枫区人民政府',
      level: 'county',
      issuedOn: today,
      until: last,
    },
    until: startOfShanghaiDay(addDays(last, 1)),
  });
  const path = `/api/v1/manager/emergencies/${emergencyId}/decisions`;
  await confirms('POST', path, { version, confirm: true });
}

async function alertsOf(worker: Send): Promise<string[]> {
  const { messages } = Inbox.parse(await worker('GET', '/api/v1/manager/inbox'));
  return messages.filter(({ template }) => template === 'health_alert').map(({ id }) => id);
}

/** From the decision that is sent to the inbox that answers with its alert: milliseconds. */
async function timed(local: Local): Promise<number[]> {
  const { origin, demo } = local;
  const worker = await signInStaff(origin, demo.communityWorker.phone);
  await declare(worker, await signInStaff(origin, demo.street.phone));
  const people = planStreet().residents.filter(
    ({ residentId }) => compoundOf(residentId) === 'cmp_1',
  );
  const times: number[] = [];
  const known = new Set<string>();
  for (const pair of await appoint(local)) {
    const proposes = await signInStaff(origin, pair.propose);
    const decides = await signInStaff(origin, pair.decide);
    for (const { residentId } of people.splice(0, EACH_PAIR)) {
      const { proposalId } = await proposes('POST', `${COMPOUND}/health-changes`, {
        residents: [residentId],
        fromList: false,
        finding: 'positive',
        reason: 'test_at_hospital',
        reference: '青卫检〔2026〕17号',
        expiresAt: Date.now() + DAY_MS,
      });
      const from = performance.now();
      const path = `${COMPOUND}/health-changes/${proposalId}/decision`;
      const { state } = await decides('PUT', path, { outcome: 'pass' });
      if (state !== 'done') throw new Error(`it is ${state}`);
      const isNew = async () => (await alertsOf(worker)).find((id) => !known.has(id));
      let arrived = await isNew();
      for (; arrived === undefined; arrived = await isNew()) await after(LOOK_EVERY_MS);
      times.push(performance.now() - from);
      known.add(arrived);
    }
  }
  return times.sort((one, other) => one - other);
}

const dataDir = await mkdtemp(join(tmpdir(), 'xiaoquma-bench-'));
try {
  const local = await startLocal({ port: 0, dataDir, quiet: true });
  try {
    const times = await timed(local);
    console.log(
      JSON.stringify({
        'alert.changeToInbox.p95Ms': times[Math.ceil(0.95 * times.length) - 1],
        'alert.changeToInbox.medianMs': median(times),
      }),
    );
  } finally {
    await local.stop();
  }
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
