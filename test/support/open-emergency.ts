import type { EmergencyHere, StoredEmergency } from '../../functions/emergencies/index.ts';
import { FIRST_STATUS_RULES } from '../../shared/emergency/first-status-rules.ts';
import { MEASURES } from '../../shared/emergency/measures.ts';
import { type CompoundId, newEmergencyId } from '../../shared/ids.ts';
import type { Gatehouse } from './gatehouse.ts';

const DAY_MS = 86_400_000;

type Opened = Partial<
  Pick<
    StoredEmergency,
    'emergencyId' | 'mode' | 'measures' | 'tripsPerDay' | 'until' | 'feeds' | 'rules' | 'scope'
  >
> & { readonly compounds?: CompoundId[] };

let opened = 0;

/** One that was declared by a street, with every measure unless it says which. */
export function declaredEmergency(now: number, said: Opened = {}): StoredEmergency {
  opened += 1;
  const compounds = said.compounds ?? ['cmp_1'];
  const scope: StoredEmergency['scope'] = said.scope ?? [...compounds];
  const measures = said.measures ?? [...MEASURES];
  return {
    emergencyId: newEmergencyId(1, Buffer.alloc(10, opened)),
    streetId: 'str_1',
    mode: 'real',
    state: 'declared',
    event: '呼吸道传染病疫情',
    document: {
      number: '青政疫〔2035〕1号',
      authority: '青枫区人民政府',
      level: 'county',
      issuedOn: '2035-11-13',
      scope,
      measures,
      until: '2036-11-12',
    },
    scope,
    measures,
    compounds: [],
    until: now + 20 * DAY_MS,
    declared: { by: 'stf_00000000000000e1', office: 'street', at: now },
    renewals: [],
    rules: FIRST_STATUS_RULES,
    feeds: [],
    version: 1,
    audit: {
      action: 'emergency.declare',
      by: 'stf_00000000000000e1',
      office: 'street',
      purpose: 'emergency',
      at: now,
      place: 'str_1',
    },
    ...said,
    ...(said.compounds === undefined ? {} : { compounds: [] }),
  };
}

/** An emergency acts in a compound, without the way there. @returns what its first compound knows of it */
export async function openEmergency(
  { stores, emergencyKeys, clock }: Pick<Gatehouse, 'stores' | 'emergencyKeys' | 'clock'>,
  said: Opened = {},
): Promise<EmergencyHere> {
  const now = clock();
  const declared = declaredEmergency(now, said);
  await stores.emergencies.declare(declared);
  const compounds: CompoundId[] = said.compounds ?? ['cmp_1'];
  const open: StoredEmergency = {
    ...declared,
    state: 'open',
    compounds,
    decided: { by: 'stf_00000000000000e2', office: 'health', at: now },
    keyHandle: await emergencyKeys.create(declared.emergencyId),
    version: 2,
    audit: {
      ...declared.audit,
      action: 'emergency.decide',
      by: 'stf_00000000000000e2',
      office: 'health',
    },
  };
  const outcome = await stores.emergencies.change(declared, open);
  const [first = 'cmp_1'] = compounds;
  const here = await stores.emergencies.findHere(first, open.mode);
  if (outcome !== 'changed' || here === undefined) throw new Error('no emergency was opened');
  return here;
}
