import type { DestructionStep } from '../../shared/emergency/destruction-steps.ts';
import { forgetTold } from '../notifications/index.ts';
import { certificateOf } from './certificate.ts';
import type { DestroyPorts, StepOutcome } from './destroy-ports.ts';
import { NOTHING_SWEPT, type StoredDestruction } from './destruction.ts';
import type { StoredEmergency } from './emergency.ts';
import { stopMeasures } from './measure-effects.ts';
import { CERTIFICATE_TYPE, signLine } from './sign-line.ts';

type Doing = {
  readonly emergency: StoredEmergency;
  readonly destruction: StoredDestruction;
  readonly now: number;
};
type Take = (ports: DestroyPorts, doing: Doing) => Promise<StepOutcome>;

/** So many in one run: well within its time. */
const MOST_DELETED = 100_000;
const MOST_SWEPT = 400_000;

/** Of what class the items of a partition are: `cmp_1#emergency#emg_1_…#record#0` has records. */
const kindOf = (pk: string): string => pk.split('#')[3] ?? pk;

/** Every partition of every compound and of the street, from the first day to this one. */
function partitionsOf(
  { holdings }: DestroyPorts,
  { emergency, now }: Doing,
): readonly { readonly kind: string; readonly pk: string }[] {
  const { emergencyId, streetId, declared, ended } = emergency;
  const span = { emergencyId, since: declared.at, until: Math.max(now, ended?.at ?? now) };
  return [...emergency.compounds, streetId].flatMap((place) =>
    holdings.partitionsOf(span, place).map((pk) => ({ kind: kindOf(pk), pk })),
  );
}

const count: Take = async (ports, doing) => {
  const counted: Record<string, number> = {};
  for (const { kind, pk } of partitionsOf(ports, doing)) {
    counted[kind] = (counted[kind] ?? 0) + (await ports.held.count(pk));
  }
  return { outcome: 'done', fields: { counted } };
};

const key: Take = async ({ keys }, { emergency: { emergencyId, keyHandle }, now }) => {
  if (keyHandle === undefined) return { outcome: 'done', fields: { keyGoneBy: now } };
  const { goneAt } = await keys.destroy(emergencyId, keyHandle, now);
  return { outcome: 'done', fields: { keyGoneBy: goneAt } };
};

/** Before the deletion: what was told is named in what is deleted. */
const told: Take = async ({ holdings, forget }, { emergency, destruction, now }) => {
  let takenBack = 0;
  for (const compound of emergency.compounds) {
    for await (const note of holdings.listTold(emergency, compound)) {
      await forgetTold(forget, note, now);
      takenBack += 1;
    }
  }
  return {
    outcome: 'done',
    fields: { takenBack: Math.max(takenBack, destruction.takenBack ?? 0) },
  };
};

/** Also what the end itself could not take back, because it was broken off. */
const asks: Take = async ({ effects }, { emergency, now }) => {
  await stopMeasures(effects, emergency, now);
  return { outcome: 'done' };
};

const deleteAll: Take = async (ports, doing) => {
  let left = MOST_DELETED;
  for (const { pk } of partitionsOf(ports, doing)) {
    const { deleted, more } = await ports.held.deleteAll(pk, left);
    left -= deleted;
    if (more || left <= 0) return { outcome: 'more' };
  }
  return { outcome: 'done' };
};

const sweep: Take = async ({ sweep: look, log }, { emergency: { emergencyId }, destruction }) => {
  const before = destruction.sweeping?.after === undefined ? NOTHING_SWEPT : destruction.sweeping;
  const { sweeping, isWhole, found } = await look.goOn(emergencyId, before, MOST_SWEPT);
  for (const record of found) log.info('emergency-left', { emergencyId, record });
  if (!isWhole) return { outcome: 'more', fields: { sweeping } };
  const sweeps = destruction.sweeps + 1;
  const outcome = sweeping.left === 0 ? 'done' : 'found_something';
  return { outcome, fields: { sweeping, sweeps } };
};

const certify: Take = async ({ issuer }, { emergency, destruction, now }) => {
  const certificate = certificateOf(emergency, destruction, now);
  const signature = await signLine(issuer.signerAt(now), CERTIFICATE_TYPE, certificate);
  return { outcome: 'done', fields: { certificate: { ...certificate, signature } } };
};

const witness: Take = async () => {
  throw new Error('a witness is a person');
};

/** One step each; every one of them can be done again and comes to the same. */
export const DESTROY_STEPS: Readonly<Record<DestructionStep, Take>> = {
  count,
  key,
  told,
  asks,
  delete: deleteAll,
  sweep,
  certify,
  witness,
};
