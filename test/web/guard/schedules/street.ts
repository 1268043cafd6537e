import { createGateStore, newGate } from '../../../../functions/gates/index.ts';
import { type GateId, passIndexOf } from '../../../../shared/ids.ts';
import { SLOT_MS, slotAt } from '../../../../shared/time/slot.ts';
import { startEngine } from '../../../support/engine.ts';
import { FACTS } from '../../../support/facts.ts';
import { fixedClock } from '../../../support/fixed-clock.ts';
import type { GatePhone } from '../../../support/gate-phone.ts';
import { GATES, layGates } from '../../../support/gates.ts';
import { newKeyPair } from '../../../support/key-pair.ts';
import { openPageGate } from '../../../support/page-gate.ts';
import type { ResidentPhone } from '../../../support/resident-phone.ts';
import { RESIDENTS } from '../../../support/street.ts';
import type { GatePapers } from './gate-page.ts';
import type { ShownCode } from './ledger.ts';
import { startMortalServer } from './mortal-server.ts';

export const GATE_IDS = {
  east: GATES.east,
  west: GATES.west,
  north: 'gat_1_3',
} as const satisfies Record<string, GateId>;
export type GateName = keyof typeof GATE_IDS;
export const GATE_NAMES = ['east', 'west', 'north'] as const satisfies readonly GateName[];

export const PEOPLE = ['father', 'mother', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];
/** `again`: what this person showed last, or a picture of it. */
export const CODE_KINDS = ['code', 'code again', 'shopping receipt'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** A pass is renewed well before it ends. */
const RENEW_EVERY_MS = 3 * 86_400_000;

export type SchedulesStreet = Awaited<ReturnType<typeof layStreetOfSchedules>>;

/** What many schedules share, since none of it remembers them: engine, server, devices, phones. */
export async function layStreetOfSchedules() {
  const engine = await startEngine();
  await layGates(engine.table);
  await createGateStore(engine.table).recordGate(
    newGate({ gateId: GATE_IDS.north, name: '北门', compoundName: '锦苑小区' }),
    FACTS,
  );
  const clock = fixedClock();
  const server = await startMortalServer(engine.table, clock, newKeyPair());
  const house = await server.alive();

  const phones = {
    father: await house.phoneOf(RESIDENTS.father),
    mother: await house.phoneOf(RESIDENTS.mother),
    // Of the compound next door.
    stranger: await house.phoneOf(RESIDENTS.neighbour),
  } satisfies Record<Person, ResidentPhone>;
  let renewedAt = clock();

  const devices = new Map<GateName, GatePhone>();
  const readers = new Map<GateName, GatePhone>();
  const papers = new Map<GateName, GatePapers>();
  for (const gate of GATE_NAMES) {
    const device = await house.deviceAt(GATE_IDS[gate]);
    devices.set(gate, device);
    readers.set(gate, await house.deviceAt(GATE_IDS[gate]));
    papers.set(gate, await papersOf(device));
  }

  async function papersOf(device: GatePhone): Promise<GatePapers> {
    let version = '';
    const page = openPageGate({
      device,
      now: clock,
      send: async (path, init) => {
        const app = path.includes('/gates/') ? 'guard' : 'keys';
        const headers = { ...init.headers, origin: 'http://localhost', host: 'localhost' };
        const answer = await house.apps[app].request(path, { ...init, headers });
        if (path.endsWith('/state')) version = answer.headers.get('etag') ?? '';
        return answer;
      },
    });
    await page.documents.refresh();
    const [list, rules] = [page.documents.list(), page.documents.rules()];
    if (list === undefined || rules === undefined) throw new Error('a gate has no papers');
    return { keys: page.documents.keys(), rules, version, list: { ...list, ageMs: 0 } };
  }

  const last = new Map<Person, ShownCode>();
  return {
    engine,
    clock,
    server,
    deviceAt: (gate: GateName) => of(devices, gate),
    readerAt: (gate: GateName) => of(readers, gate),
    papersAt: (gate: GateName) => of(papers, gate),

    /** Before each schedule: nobody remembers a code of the one before. */
    async tidy(): Promise<void> {
      last.clear();
      clock.advance(10 * SLOT_MS);
      if (clock() - renewedAt < RENEW_EVERY_MS) return;
      renewedAt = clock();
      server.live();
      const renewing = await server.alive();
      for (const phone of Object.values(phones)) await renewing.givePass(phone);
    },

    codeOf(person: Person, kind: CodeKind): ShownCode {
      if (kind === 'shopping receipt') return { text: `receipt ${person}` };
      const before = last.get(person);
      if (kind === 'code again' && before !== undefined) return before;
      const phone = phones[person];
      const shown = {
        text: phone.showAt(clock()),
        showing: `${passIndexOf(phone.pass.passId)}#${slotAt(clock())}`,
      };
      last.set(person, shown);
      return shown;
    },
  };
}

function of<Key, Value>(found: Map<Key, Value>, key: Key): Value {
  const value = found.get(key);
  if (value === undefined) throw new Error(`there is no ${key}`);
  return value;
}
