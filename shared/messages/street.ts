import * as z from 'zod';
import { CommunityId, CompoundId, StreetId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

const Count = z.number().int().min(0);
const UnixMs = z.number().int();

/** A compound at a glance: counts and what stands, nobody's name and nobody's rank. */
export const CompoundOverview = z.object({
  compoundId: CompoundId,
  communityId: CommunityId,
  name: z.string(),
  /** When it was counted; absent where that has not happened yet. */
  at: UnixMs.optional(),
  houses: Count.optional(),
  residents: Count.optional(),
  passes: z.object({ active: Count, suspended: Count, cards: Count }).optional(),
  gates: z
    .object({
      total: Count,
      /** With a device. */
      enrolled: Count,
      /** With devices of which none has asked for an hour. */
      silent: Count,
    })
    .optional(),
  /** Entries of the day that `at` lies in. */
  entries: Count.optional(),
  toDos: Count.optional(),
  /** The main gate's name, while there is a single entrance. */
  singleEntrance: z.string().optional(),
});
export type CompoundOverview = z.infer<typeof CompoundOverview>;

export const StreetOverview = z.object({
  streets: z.array(
    z.object({
      streetId: StreetId,
      name: z.string(),
      communities: z.array(z.object({ communityId: CommunityId, name: z.string() })),
      /** By number: no order says that one is better than another. */
      compounds: z.array(CompoundOverview),
    }),
  ),
});
export type StreetOverview = z.infer<typeof StreetOverview>;
export const readStreetOverview = endpoint({
  method: 'GET',
  path: '/api/v1/manager/street',
  answer: StreetOverview,
});

/** One compound in numbers. */
export const readDashboard = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/dashboard',
  answer: CompoundOverview,
});

/** Why a compound needs somebody to look. */
export const ATTENTION = ['silent_gates', 'gates_without_device', 'to_dos', 'not_counted'] as const;
export type Attention = (typeof ATTENTION)[number];

export function attentionOf({ at, gates, toDos = 0 }: CompoundOverview): Attention[] {
  if (at === undefined) return ['not_counted'];
  const found: Attention[] = [];
  if (gates !== undefined && gates.silent > 0) found.push('silent_gates');
  if (gates !== undefined && gates.enrolled < gates.total) found.push('gates_without_device');
  if (toDos > 0) found.push('to_dos');
  return found;
}
