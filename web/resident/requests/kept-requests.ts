import { shallowRef } from 'vue';
import * as z from 'zod';
import { RequestType } from '../../../shared/desk/request-types.ts';
import { PhotoId, ResidentId } from '../../../shared/ids.ts';
import { records } from '../wallet/kept-wallet.ts';
import { inTurn, readKept } from './kept-in-turn.ts';
import { waitingList } from './waiting-list.ts';

/** A picture by the name under which it is kept here, and its name at the server once it is there. */
export const KeptPhoto = z.object({ id: z.string(), photoId: PhotoId.optional() });
export type KeptPhoto = z.infer<typeof KeptPhoto>;

/** What somebody is writing: as typed, right or wrong. */
export const Draft = z.object({
  /** The request's name from its first letter on: sent twice it is one request. */
  key: z.string(),
  residentId: ResidentId,
  typeId: RequestType.shape.typeId,
  text: z.string(),
  details: z.record(z.string(), z.string()),
  photos: z.array(KeptPhoto),
});
export type Draft = z.infer<typeof Draft>;

/** Why the server does not take something as it is. */
export const Refused = z.object({
  says: z.object({ zh: z.string(), en: z.string() }),
  next: z.object({ zh: z.string(), en: z.string() }),
});

/** Written to the end, and not yet with the server. */
export const Waiting = Draft.extend({
  typeName: RequestType.shape.name,
  /** When it was submitted, by the server's clock as this phone knows it. */
  at: z.number(),
  refused: Refused.optional(),
});
export type Waiting = z.infer<typeof Waiting>;

const DRAFT = 'request-draft#';

/** What was begun and not submitted. */
export const drafts = shallowRef<readonly Draft[]>([]);
const submitted = waitingList('request-waiting#', Waiting);
/** What was submitted and has not come through. */
export const {
  entries: waiting,
  keep: keepWaiting,
  drop: dropWaiting,
  waits: stillWaits,
} = submitted;

const draftName = ({ residentId, typeId }: Pick<Draft, 'residentId' | 'typeId'>): string =>
  `${DRAFT}${residentId}#${typeId}`;
const nameOf = (draft: Draft): string => draftName(draft);

/** What this phone holds; another tab may have changed it. */
export async function loadKept(): Promise<void> {
  await Promise.all([
    submitted.load(),
    readKept(async () => {
      drafts.value = await records.list(DRAFT, Draft);
    }),
  ]);
}

export function draftOf(of: Pick<Draft, 'residentId' | 'typeId'>): Draft | undefined {
  return drafts.value.find((one) => nameOf(one) === draftName(of));
}

export function keepDraft(draft: Draft): Promise<void> {
  const name = nameOf(draft);
  drafts.value = [...drafts.value.filter((one) => nameOf(one) !== name), draft];
  return inTurn(() => records.write(name, draft));
}

export function dropDraft(of: Pick<Draft, 'residentId' | 'typeId'>): Promise<void> {
  const name = draftName(of);
  drafts.value = drafts.value.filter((one) => nameOf(one) !== name);
  return inTurn(() => records.remove(name));
}
