import * as z from 'zod';
import { Delivery, Hours } from '../gate/gate-rules.ts';
import { ListAgePolicy } from '../gate/list-age.ts';
import { GateId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int().min(1_700_000_000_000).max(9_999_999_999_999);
const Name = z.string().trim().min(1).max(20);
const Version = z.number().int().min(1);
/** 0 where nobody has ever set it. */
const VersionOrNone = z.number().int().min(0);

/** The whole form: what is left out is as it is without a rule. */
export const SetGateRules = z.strictObject({
  name: Name,
  /** When a guard stands here; left out: always. No window: never. */
  staffed: z.array(Hours).max(28).optional(),
  delivery: Delivery.optional(),
  listAge: ListAgePolicy,
  version: Version,
});
export type SetGateRules = z.infer<typeof SetGateRules>;
export const setGateRules = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/gates/:gateId/rules',
  body: SetGateRules,
  answer: z.object({ version: Version }),
});
export const addGate = endpoint({
  method: 'POST',
  path: '/api/v1/manager/compounds/:compoundId/gates',
  body: z.strictObject({ name: Name }),
  answer: z.object({ gateId: GateId }),
});

export const SingleEntrance = z.object({
  state: z.enum(['on', 'off']),
  version: VersionOrNone,
  mainGate: GateId.optional(),
  since: UnixMs.optional(),
  /** Exclusive; without it, until somebody ends it. */
  until: UnixMs.optional(),
  gates: z.array(z.object({ gateId: GateId, name: z.string() })),
});
export type SingleEntrance = z.infer<typeof SingleEntrance>;
const path = '/api/v1/manager/compounds/:compoundId/single-entrance';
export const readSingleEntrance = endpoint({ method: 'GET', path, answer: SingleEntrance });

/** Whom it touches, as counts. Who needs special care is nobody's list: the community worker knows. */
export const SingleEntrancePreview = z.object({
  residents: z.number().int(),
  /** With a pass on a phone. */
  withPass: z.number().int(),
  withCard: z.number().int(),
  buildings: z.array(z.object({ building: z.string(), residents: z.number().int() })),
});
export type SingleEntrancePreview = z.infer<typeof SingleEntrancePreview>;
export const previewSingleEntrance = endpoint({
  method: 'GET',
  path: `${path}/preview`,
  answer: SingleEntrancePreview,
});
const Changed = z.object({ version: Version });
export const startSingleEntrance = endpoint({
  method: 'PUT',
  path,
  body: z.strictObject({ mainGate: GateId, until: UnixMs.optional(), version: VersionOrNone }),
  answer: Changed,
});
export const endSingleEntrance = endpoint({
  method: 'DELETE',
  path,
  body: z.strictObject({ version: VersionOrNone }),
  answer: Changed,
});
