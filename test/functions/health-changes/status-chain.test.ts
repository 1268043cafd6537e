import { beforeEach, describe, expect, it } from 'vitest';
import { createSealings } from '../../../functions/emergencies/index.ts';
import { nameOf } from '../../../functions/health/index.ts';
import { OwnHealth } from '../../../shared/messages/health-changes.ts';
import { StatusChain } from '../../../shared/messages/status-chains.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { layGates } from '../../support/gates.ts';
import { openEmergency } from '../../support/open-emergency.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { changeOffice } from './change-office.ts';

const DAY_MS = 86_400_000;

let engine: TestEngine;
let house: Gatehouse;
let office: ReturnType<typeof changeOffice>;
let here: Awaited<ReturnType<typeof openEmergency>>;
let name: string;

beforeEach(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  house = await openGatehouse(engine.table, fixedClock());
  here = await openEmergency(house);
  office = changeOffice(house, here);
  const sealing = await house.sealings.of(here);
  if (sealing === undefined) throw new Error('it has its key');
  name = nameOf(sealing, RESIDENTS.father);
  return () => engine.stop();
});

async function ask(
  how: {
    readonly role?: 'auditor' | 'property_manager' | 'street_administrator' | 'community_worker';
    readonly of?: string;
    readonly fromDay?: string;
    readonly purpose?: string;
  } = {},
) {
  const { role = 'auditor', of = name, fromDay, purpose = 'audit' } = how;
  const node =
    role === 'community_worker' ? 'com_1' : role === 'street_administrator' ? 'str_1' : 'cmp_1';
  const path = `/api/v1/manager/compounds/cmp_1/emergencies/${here.emergencyId}/status-chains/${of}/cases/${encodeURIComponent('青审〔2035〕3号')}`;
  return house.call('manager', 'POST', path, {
    cookie: await house.staffCookie(role, { node, now: house.clock() }),
    headers: { 'xq-purpose': purpose },
    body: fromDay === undefined ? {} : { fromDay },
  });
}
const chain = async () => StatusChain.parse((await ask()).body);

/** Two offices make somebody red; they are told and appeal, and nobody answers. */
async function fromEvidenceToReturn() {
  await office.change();
  await house.sealFacts();
  await office.follow();
  await house.sealFacts();
  const changeId = await office.lastChange();
  await office.own(RESIDENTS.father, 'PUT', `health-appeals/${changeId}`, {
    text: '我那几天在外地，王建国',
  });
  await house.sealFacts();
  house.clock.advance(DAY_MS + 1);
  await office.run();
  await house.sealFacts();
}

describe('an auditor who follows one status', () => {
  it('reads each piece of evidence, who decided it, that it was told, appealed and taken back', async () => {
    await fromEvidenceToReturn();
    const { record, emergency, facts } = await chain();
    expect(emergency).toMatchObject({ state: 'open', ruleVersion: 1 });
    expect(record).toMatchObject({ value: { zh: '绿码' }, replays: true });
    expect(record?.evidence).toMatchObject([
      { kind: 'isolation_order', rule: 'isolation', source: { by: 'two_offices' }, counts: false },
      { kind: 'correction', source: { by: 'clock' }, cancels: [record?.evidence[0]?.evidenceId] },
    ]);
    expect(record?.proposals).toMatchObject([
      {
        reason: 'isolation_order',
        reference: '青卫隔〔2035〕17号',
        people: 1,
        proposed: { office: 'health', role: 'community_doctor' },
        decided: { office: 'community', role: 'community_worker' },
        independent: true,
      },
    ]);
    expect(record?.changes).toMatchObject([
      { office: 'health', told: { by: 'phone' }, appeal: { by: 'page' } },
      { office: 'clock' },
    ]);
    expect(record?.changes[0]?.takenBackAt).toBeDefined();
    expect(facts.map(({ version }) => version)).toEqual(
      Array.from({ length: record?.version ?? 0 }, (_, n) => n + 1),
    );
    expect(facts.map(({ action }) => action)).toContain('own_health.appeal');
  });

  it('learns nothing of whom it is about, and nothing that they wrote', async () => {
    await fromEvidenceToReturn();
    const text = JSON.stringify((await ask()).body);
    expect(text).not.toMatch(/res_|hou_|bld_|acc_|王|外地/);
  });

  it('finds it by what the person reads on their own page', async () => {
    await office.change();
    const own = await office.own(RESIDENTS.father, 'GET', 'health-status');
    expect(OwnHealth.parse(own.body).statusName).toBe(name);
  });

  it('is nobody of another office, never the property company, and says for which case', async () => {
    await office.change();
    for (const role of ['property_manager', 'street_administrator', 'community_worker'] as const) {
      expect((await ask({ role })).code).toBe('not_permitted');
    }
    expect((await ask({ purpose: 'emergency' })).code).toBe('purpose_refused');
    const reads = async () =>
      (await itemsOf(engine.table)).filter(({ record }) => record === 'status_chain');
    expect(await reads()).toEqual([]);
    await ask();
    expect(await reads()).toMatchObject([{ subject: `${name} 青审〔2035〕3号` }]);
  });

  it('sees where what stands does not follow from the evidence', async () => {
    await office.change();
    const store = office.records;
    const record = await store.find(here, RESIDENTS.father);
    if (record === undefined) throw new Error('there is one');
    const green = { ...record.status, value: 'green', severity: 0 };
    await store.change(here, record, { ...record, status: green, version: record.version + 1 });
    expect((await chain()).record?.replays).toBe(false);
  });

  it('finds nothing by a name that nobody has', async () => {
    await office.change();
    expect((await ask({ of: 'f'.repeat(32) })).code).toBe('not_found');
  });

  it('reads the sealed facts alone once it is over, and that the rest is destroyed', async () => {
    await fromEvidenceToReturn();
    const before = await chain();
    await endIt();
    const { record, facts, emergency } = await chain();
    expect(record).toBeUndefined();
    expect(emergency.state).toBe('ended');
    expect(facts).toEqual(before.facts);
  });
});

/** By its date, also before the clock has written it down. */
async function endIt(): Promise<void> {
  house.clock.advance(here.until - house.clock());
  await createSealings(house.emergencyKeys, house.clock).of(here);
}
