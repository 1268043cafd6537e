import { createPrivateKey, sign } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { openKeyFile } from '../../infra/local/issuer-key-file.ts';
import { planStreet } from '../../infra/local/seed/plan.ts';
import { startLocal } from '../../infra/local/start-local.ts';
import {
  decodePassPart,
  encodePassPart,
  type PassPart,
  partBytesOf,
  passSigningInput,
} from '../../shared/code/pass-part.ts';
import { toLowS } from '../../shared/code/signature.ts';
import { IssuerKeySet } from '../../shared/messages/keys.ts';
import { SLOT_MS, slotAt } from '../../shared/time/slot.ts';
import { newResidentPhone, type ResidentPhone } from '../support/resident-phone.ts';
import {
  type DrilledGate,
  type Household,
  openDrilledGate,
  signInHouseholds,
} from './street-at-work.ts';

/** One promise of the drill, and whether it was kept. */
export type Finding = {
  readonly zh: string;
  readonly en: string;
  readonly held: number;
  readonly of: number;
};

const ALLOWED = 'allow ok';
const DEAD = 'deny unknown_issuer';
/** Every process has asked the table for changes again by then. */
const SETTLED_MS = 1_200;
/** In the shortest list that there is. */
const PLACES = 64;

/** A gate and the phones that are shown at it: nobody's code is shown at two gates. */
type Lane = {
  readonly gate: DrilledGate;
  readonly old: ResidentPhone;
  readonly household: Household;
  /** Another household's, for the pass that the new key signs. */
  readonly other: Household;
  forged?: ResidentPhone;
  fresh?: ResidentPhone;
};

async function nextSlot(): Promise<void> {
  const began = Date.now();
  const ends = Math.max((slotAt(began) + 1) * SLOT_MS, began + SETTLED_MS);
  await after(ends - Date.now());
}

function partOf(phone: ResidentPhone): PassPart {
  const bytes = Buffer.from(phone.pass.pass, 'base64url').subarray(0, partBytesOf('live'));
  const part = decodePassPart(bytes);
  if (part === undefined) throw new Error('a pass that cannot be read');
  return part;
}

/** A pass that nobody issued: made with the stolen key, for a place of the list that is free. */
function forge(stolen: object, like: ResidentPhone, index: number): ResidentPhone {
  const phone = newResidentPhone(like.residentId);
  const part = encodePassPart({ ...partOf(like), index, deviceKey: phone.keys.publicKey });
  const key = createPrivateKey({ key: { ...stolen }, format: 'jwk' });
  const signature = toLowS(
    sign('sha256', passSigningInput(part), { key, dsaEncoding: 'ieee-p1363' }),
  );
  const pass = Buffer.concat([part, signature]).toString('base64url');
  phone.keep({ ...like.pass, pass });
  return phone;
}

/** One for each gate, in a place that nobody of the drill has: what is refused is refused for its key. */
function forgeAll(stolen: object, lanes: readonly Lane[]): void {
  const taken = new Set(lanes.flatMap(({ old, fresh }) => [old.index, fresh?.index ?? old.index]));
  const free = Array.from({ length: PLACES }, (_, index) => index).filter((i) => !taken.has(i));
  lanes.forEach((lane, at) => {
    lane.forged = forge(stolen, lane.old, free[at] ?? 0);
  });
}

async function openLanes(local: Awaited<ReturnType<typeof startLocal>>): Promise<Lane[]> {
  const { gates } = planStreet();
  const lanes: Lane[] = [];
  for (const number of new Set(gates.map(({ compound }) => compound))) {
    const [household, other] = await signInHouseholds(local.origin, number, 2);
    if (household === undefined || other === undefined) throw new Error('nobody lives here');
    for (const { gateId } of gates.filter(({ compound }) => compound === number)) {
      const gate = await openDrilledGate(local, gateId);
      lanes.push({ gate, old: await household.newPhone(), household, other });
    }
  }
  return lanes;
}

/** How many of the verdicts, two a gate, are the expected one. */
async function count(
  lanes: readonly Lane[],
  phoneOf: (lane: Lane) => ResidentPhone | undefined,
  expected: string,
): Promise<Pick<Finding, 'held' | 'of'>> {
  let [held, of] = [0, 0];
  for (const lane of lanes) {
    const phone = phoneOf(lane);
    const said = phone === undefined ? [] : await lane.gate.judge(phone.showAt(Date.now()));
    held += said.filter((verdict) => verdict === expected).length;
    of += 2;
  }
  return { held, of };
}

async function publishedAt(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/.well-known/jwks.json`);
  return IssuerKeySet.parse(await answer.json())
    .keys.map(({ kid }) => kid)
    .join(' ');
}

/**
 * The issuer's key is stolen. Plays it on a street of its own: what the thief can do, the
 * rotation, the withdrawal, and that every gate then refuses what the dead key signed and
 * nothing else.
 * @param dataDir an empty folder
 * @param withdraws false leaves the stolen key in place: the drill must then fail
 */
export async function drillKey(dataDir: string, withdraws = true): Promise<Finding[]> {
  const local = await startLocal({ port: 0, dataDir, quiet: true });
  try {
    const file = openKeyFile(join(dataDir, 'issuer-key.json'));
    const findings: Finding[] = [];
    const find = (zh: string, en: string, counted: Pick<Finding, 'held' | 'of'>) =>
      findings.push({ zh, en, ...counted });
    const isSo = (so: boolean) => ({ held: so ? 1 : 0, of: 1 });
    const lanes = await openLanes(local);
    const refresh = () => Promise.all(lanes.map(({ gate }) => gate.refresh()));
    const [stolen] = file.read().keys;
    if (stolen === undefined) throw new Error('there is no key to steal');

    forgeAll(stolen, lanes);
    await nextSlot();
    await refresh();
    const old = (lane: Lane) => lane.old;
    const forged = (lane: Lane) => lane.forged;
    const fresh = (lane: Lane) => lane.fresh;
    find('换钥前：真码放行', 'Before: genuine codes open', await count(lanes, old, ALLOWED));
    find(
      '换钥前：盗钥伪造的码也能开门（所以要演练）',
      'Before: what the thief forges opens too',
      await count(lanes, forged, ALLOWED),
    );

    const next = file.rotate(Date.now(), 0);
    for (const lane of lanes) lane.fresh = await lane.other.newPhone();
    forgeAll(stolen, lanes);
    await nextSlot();
    await refresh();
    find(
      '换钥后：新旧密钥都已公布',
      'Rotated: both keys are published',
      isSo((await publishedAt(local.origin)) === `${stolen.kid} ${next}`),
    );
    find(
      '换钥后：旧钥签的码仍放行',
      'Rotated: old codes still open',
      await count(lanes, old, ALLOWED),
    );
    find('换钥后：新钥签的码放行', 'Rotated: new codes open', await count(lanes, fresh, ALLOWED));

    if (withdraws) file.withdraw(stolen.kid, Date.now());
    await nextSlot();
    await refresh();
    find(
      '吊销后：只公布新密钥',
      'Withdrawn: the new key alone is published',
      isSo((await publishedAt(local.origin)) === next),
    );
    find(
      '吊销后：伪造的码全部拒绝',
      'Withdrawn: forged codes are refused',
      await count(lanes, forged, DEAD),
    );
    find(
      '吊销后：旧钥签的码全部拒绝',
      'Withdrawn: old codes are refused',
      await count(lanes, old, DEAD),
    );
    find(
      '吊销后：新钥签的码照常放行',
      'Withdrawn: new codes open as before',
      await count(lanes, fresh, ALLOWED),
    );

    const indices = lanes.map((lane) => lane.old.index);
    for (const lane of lanes) await lane.household.givePass(lane.old);
    await nextSlot();
    find(
      '手机联网一次：住户重新放行',
      'One contact later: residents come in again',
      await count(lanes, old, ALLOWED),
    );
    find(
      '手机联网一次：名单位置不变',
      'One contact later: every place in the list is the same',
      isSo(lanes.every((lane, at) => lane.old.index === indices[at])),
    );
    find('盗钥人仍被拒绝', 'The thief is still refused', await count(lanes, forged, DEAD));
    return findings;
  } finally {
    await local.stop();
  }
}

export const isHeld = ({ held, of }: Finding): boolean => of > 0 && held === of;

/** For a terminal. */
export function reportOf(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const { zh, en, held, of } = finding;
    return `${isHeld(finding) ? '✔' : '✘'} ${zh} · ${en}  ${held}/${of}`;
  });
  const verdict = findings.every(isHeld)
    ? '全部守住。Every promise was kept.'
    : '有承诺未守住，见 ✘。A promise was broken, see ✘.';
  return [...lines, '', verdict].join('\n');
}
