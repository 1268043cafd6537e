import { describe, expect, it } from 'vitest';
import { FIRST_REQUEST_TYPES, type RequestType } from '../../../../shared/desk/request-types.ts';
import { SubmitRequest } from '../../../../shared/messages/requests.ts';
import {
  isBlank,
  problemsOf,
  TEXT,
  writtenOf,
} from '../../../../web/resident/requests/check-draft.ts';
import { newSubmissionKey } from '../../../../web/resident/requests/submission-key.ts';

function typeOf(typeId: string): RequestType {
  const type = FIRST_REQUEST_TYPES.find((one) => one.typeId === typeId);
  if (type === undefined) throw new Error(`no type ${typeId}`);
  return type;
}
const REPAIR = typeOf('repair');
const SHOPPING = typeOf('shopping');
const said = (typeId: string, text: string, details: Record<string, string> = {}) =>
  Object.fromEntries(problemsOf(typeOf(typeId), { text, details }));

describe('what somebody writes to the service desk', () => {
  it('is asked for a line, and for what the type requires', () => {
    expect(said('repair', ' ', {})).toEqual({ [TEXT]: 'empty', where: 'not_chosen' });
    expect(said('repair', '漏水', { where: '家里' })).toEqual({});
  });

  it('is asked for no line where the type asks in words already', () => {
    expect(said('shopping', '', {})).toEqual({ list: 'empty' });
    expect(said('shopping', '', { list: '鸡蛋' })).toEqual({});
  });

  it('is at most 1,000 characters, an answer 200, an amount a number', () => {
    expect(said('errands', '字'.repeat(1_000))).toEqual({});
    expect(said('errands', '字'.repeat(1_001))).toEqual({ [TEXT]: 'too_long' });
    expect(said('shopping', '', { list: '字'.repeat(201) })).toEqual({ list: 'too_long' });
    expect(said('shopping', '', { list: '米', amount: '三十' })).toEqual({ amount: 'no_amount' });
    expect(said('shopping', '', { list: '米', amount: ' 35.50 ' })).toEqual({});
  });

  it('is sent as the server takes it: with a text, and without what was left empty', () => {
    const typed = { text: ' ', details: { list: ' 鸡蛋两斤 ', amount: '' } };
    const written = writtenOf(SHOPPING, typed);
    expect(written).toEqual({ text: '鸡蛋两斤', details: { list: '鸡蛋两斤' } });
    const body = { ...written, key: newSubmissionKey(), typeId: 'shopping', photos: [] };
    expect(SubmitRequest.safeParse(body).success).toBe(true);
  });

  it('leaves out answers to a field that the type no longer has', () => {
    const details = { where: '家里', colour: '蓝' };
    expect(writtenOf(REPAIR, { text: '漏水', details }).details).toEqual({ where: '家里' });
  });

  it('is no draft while nothing is in it', () => {
    expect(isBlank({ text: ' ', details: { where: '' }, photos: [] })).toBe(true);
    expect(isBlank({ text: '', details: {}, photos: [{ id: 'a' }] })).toBe(false);
  });

  it('has a name of its own from the page', () => {
    const keys = new Set(Array.from({ length: 500 }, newSubmissionKey));
    expect(keys.size).toBe(500);
    for (const key of keys) expect(key).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
  });
});
