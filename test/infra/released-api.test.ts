import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { brokenPromises, Description, notTaken } from '../../infra/openapi/compatible.ts';
import { openApiDocument, schemaOf } from '../../infra/openapi/document.ts';

const RELEASED = join(import.meta.dirname, '../released');
const today = Description.parse(openApiDocument('0'));

describe('the API goes on with pages of the releases before it', () => {
  it.each(readdirSync(RELEASED))('%s: what it took is taken, what it knew is answered', (file) => {
    const released = Description.parse(JSON.parse(readFileSync(join(RELEASED, file), 'utf8')));
    expect(Object.keys(released.paths).length).toBeGreaterThan(20);
    expect(brokenPromises(released, today)).toEqual([]);
  });

  const taken = (from: z.ZodType, to: z.ZodType) =>
    notTaken(schemaOf(from, 'input'), schemaOf(to, 'input'), 'refused');
  const answered = (from: z.ZodType, to: z.ZodType) =>
    notTaken(schemaOf(to, 'output'), schemaOf(from, 'output'), 'ignored');
  const Asked = z.strictObject({
    reason: z.enum(['lost', 'moved']),
    note: z.string().max(9).optional(),
  });
  const Told = z.object({ state: z.enum(['good', 'bad']), until: z.number().optional() });

  it('may take more: a new field that need not be there, another word, a longer text', () => {
    expect(taken(Asked, Asked.extend({ by: z.string().optional() }))).toEqual([]);
    expect(taken(Asked, Asked.extend({ reason: z.enum(['lost', 'moved', 'wish']) }))).toEqual([]);
    expect(taken(Asked, Asked.extend({ note: z.string().max(90).optional() }))).toEqual([]);
    expect(taken(Asked, z.union([z.strictObject({ all: z.literal(true) }), Asked]))).toEqual([]);
  });

  it.each([
    ['a field more', Asked.extend({ by: z.string() }), 'by is asked for'],
    ['a field less', Asked.omit({ note: true }), 'note is not taken'],
    ['a word less', Asked.extend({ reason: z.enum(['lost']) }), 'reason: moved is not among lost'],
    ['a shorter text', Asked.extend({ note: z.string().max(5).optional() }), 'note: maxLength'],
    ['another kind', Asked.extend({ note: z.number().optional() }), 'note: string is not number'],
  ])('may not ask for %s', (_, now, why) => {
    expect(taken(Asked, now).join()).toContain(why);
  });

  it('may answer more fields, and fewer words', () => {
    expect(answered(Told, Told.extend({ by: z.string() }))).toEqual([]);
    expect(answered(Told, Told.extend({ state: z.literal('good') }))).toEqual([]);
  });

  it.each([
    ['a word that nobody knows', Told.extend({ state: z.enum(['good', 'bad', 'odd']) }), 'odd'],
    ['without a field', Told.omit({ state: true }), 'state is asked for'],
    ['a text for a number', Told.extend({ until: z.string().optional() }), 'until: string'],
  ])('may not answer %s', (_, now, why) => {
    expect(answered(Told, now).join()).toContain(why);
  });

  it('has every route that it had', () => {
    const { '/api/v1/resident/notice': notice = {}, ...others } = today.paths;
    expect(brokenPromises(today, { paths: others })).toEqual([
      'GET /api/v1/resident/notice is gone',
    ]);
    expect(brokenPromises({ paths: { '/api/v1/resident/notice': notice } }, today)).toEqual([]);
  });
});
