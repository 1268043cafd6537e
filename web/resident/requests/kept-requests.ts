import { shallowRef } from 'vue';
import * as z from 'zod';
import { RequestType } from '../../../shared/desk/request-types.ts';
import { PhotoId, ResidentId } from '../../../shared/ids.ts';
import { records } from '../wallet/kept-wallet.ts';

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
const WAITING = 'request-waiting#';

/** What was begun and not submitted. */
export const drafts = shallowRef<readonly Draft[]>([]);
/** What was submitted and has not come through, the oldest first. */
export const waiting = shallowRef<readonly Waiting[]>([]);
/** The browser keeps nothing: what is written lives as long as the page is open. */
export const keepsNothing = shallowRef(false);

const draftName = ({ residentId, typeId }: Pick<Draft, 'residentId' | 'typeId'>): string =>
  `${DRAFT}${residentId}#${typeId}`;
const nameOf = (draft: Draft): string => draftName(draft);

/** One write after another, so that a letter typed before the tap never comes after it. */
let last: Promise<void> = Promise.resolve();
export function inTurn(write: () => Promise<void>): Promise<void> {
  last = last.then(write).then(
    () => {
      keepsNothing.value = false;
    },
    () => {
      keepsNothing.value = true;
    },
  );
  return last;
}

/** Once everything that was to be kept is. */
export const written = (): Promise<void> => last;

/** What this phone holds; another tab may have changed it. */
export async function loadKept(): Promise<void> {
  await last;
  if (keepsNothing.value) return;
  try {
    const [begun, sent] = await Promise.all([
      records.list(DRAFT, Draft),
      records.list(WAITING, Waiting),
    ]);
    drafts.value = begun;
    waiting.value = sent.sort((one, other) => one.at - other.at);
  } catch {
    keepsNothing.value = true;
  }
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

export function keepWaiting(entry: Waiting): Promise<void> {
  const others = waiting.value.filter(({ key }) => key !== entry.key);
  waiting.value = [...others, entry].sort((one, other) => one.at - other.at);
  return inTurn(() => records.write(`${WAITING}${entry.key}`, entry));
}

export function dropWaiting(key: string): Promise<void> {
  waiting.value = waiting.value.filter((one) => one.key !== key);
  return inTurn(() => records.remove(`${WAITING}${key}`));
}

/** Whether it still waits: another tab may have sent it, or its owner signed out. */
export async function stillWaits(key: string): Promise<boolean> {
  await last;
  if (keepsNothing.value) return waiting.value.some((one) => one.key === key);
  try {
    return (await records.read(`${WAITING}${key}`, Waiting)) !== undefined;
  } catch {
    return true;
  }
}
