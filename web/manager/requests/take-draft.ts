import * as z from 'zod';
import type { RequestField, RequestType } from '../../../shared/desk/request-types.ts';
import { type PhotoId, ResidentId } from '../../../shared/ids.ts';
import type { TakeRequest } from '../../../shared/messages/requests.ts';
import { newKey } from './submission-key.ts';

/** What somebody says on the phone, as it is written down. */
export const TakeDraft = z.object({
  /** The request's name from the first letter on: sent twice it is one. */
  key: z.string(),
  typeId: z.string(),
  whose: z.enum(['resident', 'building', 'compound']),
  sought: z.string(),
  residentId: ResidentId.optional(),
  residentWords: z.string(),
  building: z.number().optional(),
  text: z.string(),
  details: z.record(z.string(), z.string()),
  heardBy: z.enum(['phone', 'visit', 'hotline']),
  hotlineNumber: z.string(),
});
export type TakeDraft = z.infer<typeof TakeDraft>;

export const newDraft = (): TakeDraft => ({
  key: newKey(),
  typeId: '',
  whose: 'resident',
  sought: '',
  residentWords: '',
  text: '',
  details: {},
  heardBy: 'phone',
  hotlineNumber: '',
});

const AMOUNT = /^[0-9]{1,6}(?:\.[0-9]{1,2})?$/;

function isWrong({ field, kind, required }: RequestField, details: TakeDraft['details']): boolean {
  const given = (details[field] ?? '').trim();
  if (given === '') return required;
  return kind === 'amount' && !AMOUNT.test(given);
}

/** The first thing that keeps it from being taken. */
export function firstWrong(draft: TakeDraft, type: RequestType | undefined): string | undefined {
  if (type === undefined) return 'type';
  if (draft.whose === 'resident' && draft.residentId === undefined) return 'resident';
  if (draft.whose === 'building' && draft.building === undefined) return 'building';
  const field = type.fields.find((one) => isWrong(one, draft.details));
  if (field !== undefined) return `details.${field.field}`;
  return draft.text.trim() === '' ? 'text' : undefined;
}

export function writtenOf(
  draft: TakeDraft,
  type: RequestType,
  photos: readonly PhotoId[] = [],
): TakeRequest {
  const { key, typeId, whose, residentId, building, text, heardBy, hotlineNumber } = draft;
  const given = type.fields.flatMap(({ field }) => {
    const answer = (draft.details[field] ?? '').trim();
    return answer === '' ? [] : [[field, answer] as const];
  });
  return {
    key,
    typeId,
    text: text.trim(),
    details: Object.fromEntries(given),
    photos: [...photos],
    ...(whose === 'resident' && residentId !== undefined ? { residentId } : {}),
    ...(whose === 'building' && building !== undefined ? { building } : {}),
    heardBy,
    ...(hotlineNumber.trim() === '' ? {} : { hotlineNumber: hotlineNumber.trim() }),
  };
}
