import type { RequestField, RequestType } from '../../../shared/desk/request-types.ts';
import type { Draft } from './kept-requests.ts';

export const MOST_TEXT = 1_000;
export const MOST_NOTE = 500;
const MOST_ANSWER = 200;
/** Yuan, with or without fen. */
const AMOUNT = /^[0-9]{1,6}(\.[0-9]{1,2})?$/;

export type Problem = 'empty' | 'too_long' | 'not_chosen' | 'no_amount';
/** By field; the text itself is `text`. */
export type Problems = ReadonlyMap<string, Problem>;
/** No type has a field of that name: a field's has at least two letters and may be `text` too. */
export const TEXT = '.text';

type Asked = Pick<RequestType, 'fields'>;
type Written = Pick<Draft, 'text' | 'details'>;

const asksInWords = ({ required, kind }: RequestField): boolean => required && kind === 'text';

/** Where the type asks in words what is needed, nobody has to write it twice. */
export const textIsOptional = ({ fields }: Asked): boolean => fields.some(asksInWords);

function problemOf(field: RequestField, typed: string): Problem | undefined {
  const answer = typed.trim();
  if (answer === '') {
    if (!field.required) return undefined;
    return field.kind === 'choice' ? 'not_chosen' : 'empty';
  }
  if (answer.length > MOST_ANSWER) return 'too_long';
  return field.kind === 'amount' && !AMOUNT.test(answer) ? 'no_amount' : undefined;
}

export function problemsOf(type: Asked, { text, details }: Written): Problems {
  const problems = new Map<string, Problem>();
  const length = text.trim().length;
  if (length === 0 && !textIsOptional(type)) problems.set(TEXT, 'empty');
  if (length > MOST_TEXT) problems.set(TEXT, 'too_long');
  for (const field of type.fields) {
    const problem = problemOf(field, details[field.field] ?? '');
    if (problem !== undefined) problems.set(field.field, problem);
  }
  return problems;
}

/** What is sent: answers without what was left empty, and a text in every case. */
export function writtenOf(type: Asked, { text, details }: Written): Written {
  const answers = type.fields.flatMap(({ field }) => {
    const answer = (details[field] ?? '').trim();
    return answer === '' ? [] : [[field, answer] as const];
  });
  const inWords = type.fields
    .filter(asksInWords)
    .map(({ field }) => (details[field] ?? '').trim())
    .filter((answer) => answer !== '')
    .join('；');
  return { text: text.trim() === '' ? inWords : text.trim(), details: Object.fromEntries(answers) };
}

export const isBlank = ({ text, details, photos }: Pick<Draft, 'text' | 'details' | 'photos'>) =>
  text.trim() === '' && photos.length === 0 && Object.values(details).every((one) => one === '');
