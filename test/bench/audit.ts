import {
  beginningOf,
  FACTS_PER_LINK,
  headOf,
  leafOf,
  nextLink,
  saltOf,
} from '../../functions/audit/chain.ts';
import type { SealedLink } from '../../functions/audit/chain-store.ts';
import type { Fact } from '../../functions/audit/fact.ts';
import { createChainStore, sealChanges, verifyChain } from '../../functions/audit/index.ts';
import { packFacts } from '../../functions/audit/packed-facts.ts';
import { createJsonLog } from '../../functions/platform/log.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import type { TimedChange } from '../../functions/platform/table-stream.ts';
import { SEAL_AUDIT } from '../../infra/schedules.ts';
import { newResidentId, newStaffId, passIdOf } from '../../shared/ids.ts';
import { countingTable } from '../support/counting-table.ts';
import { startEngine } from '../support/engine.ts';
import { NOON } from '../support/fixed-clock.ts';
import { SERVER_SECRET } from '../support/street.ts';
import type { Figure, Subject } from './figure.ts';

const SALT_KEY = deriveKey(SERVER_SECRET, 'audit');
const LINKS = 4_000;
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/**
 * An hour of a compound of 2,000 residents in the day: a pass lasts half a week until it is
 * renewed, which is 530 renewals in sixteen waking hours; three desks of the property office look
 * somebody up every three minutes (a search, then their passes), and one look in eight ends in a
 * change.
 */
const AN_HOUR = { renewals: 33, looks: 60, changes: 8 } as const;

const staff = [1, 2, 3].map(() => newStaffId(randomBytes(10)));
const staffAt = (n: number): string => staff[n % staff.length] ?? '';

/** The record as it came to be, as the stream tells it. */
function renewal(at: number, n: number): TimedChange {
  const by = `acc_${newStaffId(randomBytes(10)).slice(4)}`;
  const passId = passIdOf(1, n * 37);
  const record = {
    pk: 'cmp_1',
    sk: `pass#${passId.slice(6)}`,
    passId,
    residentId: newResidentId(1, randomBytes(10)),
    signed: randomBytes(113),
    state: 'active',
  };
  const audit = { action: 'pass.issue', by, office: 'resident', purpose: 'own_record', at };
  const before = { ...record, audit, version: 1 };
  return { before, after: { ...before, audit: { ...audit, place: 'cmp_1' }, version: 2 }, at };
}
function read(at: number, n: number, of: 'register' | 'passes'): TimedChange {
  const id = Buffer.from(randomBytes(6)).toString('hex');
  const audit = {
    action: of === 'register' ? 'resident.find' : 'pass.list',
    by: staffAt(n),
    office: 'property',
    purpose: 'gate',
    at,
    place: 'cmp_1',
  };
  const subject = of === 'register' ? String(n % 9) : newResidentId(1, randomBytes(10));
  const key = { pk: 'cmp_1#reads#2035-11-14', sk: `read#${id}` };
  return { after: { ...key, record: of, subject, audit, version: 1, ttl: 1 }, at };
}
function edit(at: number, n: number): TimedChange {
  const residentId = newResidentId(1, randomBytes(10));
  const audit = {
    action: 'resident.edit',
    by: staffAt(n),
    office: 'property',
    purpose: 'register',
    at,
    place: 'cmp_1',
  };
  return {
    after: { pk: 'cmp_1', sk: `resident#${residentId}`, residentId, audit, version: 1 },
    at,
  };
}

function hourOfChanges(start: number): TimedChange[] {
  const spread = (count: number, make: (at: number, n: number) => TimedChange[]) =>
    Array.from({ length: count }, (_, n) => make(start + Math.floor((n * HOUR_MS) / count), n));
  return [
    ...spread(AN_HOUR.renewals, (at, n) => [renewal(at, n)]),
    ...spread(AN_HOUR.looks, (at, n) => [
      read(at, n, 'register'),
      read(at + 5 * SECOND_MS, n, 'passes'),
    ]),
    ...spread(AN_HOUR.changes, (at, n) => [edit(at, n)]),
  ]
    .flat()
    .sort((one, other) => one.at - other.at);
}

/** Write units of chain and facts, by the engine's account, sealed as the cloud gathers them. */
async function overheadUnits(): Promise<number> {
  const engine = await startEngine();
  try {
    const { table, units } = countingTable(engine);
    const log = createJsonLog(() => undefined);
    const ports = { chains: createChainStore(table), saltKey: SALT_KEY, log };
    const changes = hourOfChanges(NOON);
    const windowMs = SEAL_AUDIT.withinSeconds * SECOND_MS;
    // The chain's first link also says that there is a chain.
    await sealChanges(ports, [edit(NOON - HOUR_MS, 0)], NOON - HOUR_MS);
    const before = units().written;
    let sealed = 0;
    for (let from = NOON; from < NOON + HOUR_MS; from += windowMs) {
      const gathered = changes.filter(({ at }) => from <= at && at < from + windowMs);
      sealed += await sealChanges(ports, gathered, from + windowMs);
    }
    if (sealed !== changes.length) throw new Error(`${sealed} of ${changes.length} were sealed`);
    const written = units().written - before;
    table.documents.destroy();
    return written / sealed;
  } finally {
    await engine.stop();
  }
}

function factAt(n: number): Fact {
  return {
    kind: 'change',
    pk: 'cmp_1',
    sk: `resident#${newResidentId(1, randomBytes(10))}`,
    version: 1 + (n % 3),
    action: 'resident.edit',
    by: staffAt(n),
    office: 'property',
    purpose: 'register',
    at: NOON + n * SECOND_MS,
    place: 'cmp_1',
    record: '',
    subject: '',
    digest: Buffer.from(randomBytes(32)).toString('base64url'),
  };
}

function chainOfFacts(): SealedLink[] {
  const links: SealedLink[] = [];
  let head = beginningOf('cmp_1');
  for (let n = 0; n < LINKS; n++) {
    const salted = Array.from({ length: FACTS_PER_LINK }, (_, m) => {
      const fact = factAt(n * FACTS_PER_LINK + m);
      return { fact, salt: saltOf(SALT_KEY, fact) };
    });
    const leaves = salted.map(({ salt, fact }) => leafOf(salt, fact));
    const link = nextLink('cmp_1', head, { leaves, now: NOON + n * SECOND_MS });
    links.push({ link, packed: packFacts(salted) });
    head = headOf(link);
  }
  return links;
}

async function* each(links: readonly SealedLink[]): AsyncGenerator<SealedLink> {
  yield* links;
}

async function recordsPerSecond(): Promise<number> {
  const links = chainOfFacts();
  const walk = { chain: 'cmp_1', now: NOON } as const;
  await verifyChain(each(links.slice(0, LINKS / 10)), walk);
  const began = performance.now();
  const verdict = await verifyChain(each(links), walk);
  const seconds = (performance.now() - began) / SECOND_MS;
  if (verdict.broken !== undefined) throw new Error('a chain that holds was found broken');
  return verdict.facts / seconds;
}

/** What the audit log costs a change, and how fast a chain is verified. */
export const audit: Subject = {
  names: ['audit'],
  measure: async (): Promise<Figure[]> => [
    {
      name: 'audit.verify.recordsPerSecond',
      value: await recordsPerSecond(),
      unit: 'facts/s',
      target: { atLeast: 20_000 },
      note: `a chain of ${LINKS * FACTS_PER_LINK} facts in memory: unpacked, hashed, joined`,
    },
    {
      name: 'audit.overheadUnits',
      value: await overheadUnits(),
      unit: 'units',
      target: { atMost: 0.2 },
      note: `chain and facts, a change or read; an hour of 2,000 residents with ${
        AN_HOUR.renewals + AN_HOUR.changes
      } changes and ${AN_HOUR.looks * 2} reads, gathered for ${SEAL_AUDIT.withinSeconds} s`,
    },
  ],
};
