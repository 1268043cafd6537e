import * as z from 'zod';
import { DISPATCHES, RequestField, RequestType } from '../../../shared/desk/request-types.ts';
import { DEADLINE_UNITS, MINUTES_IN, unitOf } from './deadline-words.ts';
import { newKey } from './submission-key.ts';

const DraftField = z.object({
  field: z.string(),
  zh: z.string(),
  en: z.string(),
  kind: RequestField.shape.kind,
  required: z.boolean(),
  /** One a line. */
  choices: z.string(),
});
/** A type as it is being written: right or wrong. */
export const TypeDraft = z.object({
  typeId: z.string(),
  zh: z.string(),
  en: z.string(),
  fields: z.array(DraftField),
  amount: z.number(),
  unit: z.enum(DEADLINE_UNITS),
  by: RequestType.shape.deadline.shape.by,
  dispatch: z.enum(DISPATCHES),
  sensitive: z.boolean(),
  offered: z.boolean(),
  /** Of the settings that were seen when it was begun. */
  version: z.number(),
});
export type TypeDraft = z.infer<typeof TypeDraft>;

const ID_LENGTH = 10;
export const MOST_FIELDS = 6;
export const newField = (): TypeDraft['fields'][number] => ({
  field: `f_${newKey().slice(0, ID_LENGTH)}`,
  zh: '',
  en: '',
  kind: 'text',
  required: false,
  choices: '',
});

export function draftOf(type: RequestType | undefined, version: number): TypeDraft {
  if (type === undefined) {
    return {
      typeId: `t_${newKey().slice(0, ID_LENGTH)}`,
      zh: '',
      en: '',
      fields: [],
      amount: 24,
      unit: 'hours',
      by: 'working',
      dispatch: 'claim',
      sensitive: false,
      offered: true,
      version,
    };
  }
  const { typeId, name, fields, deadline, dispatch, sensitive, offered } = type;
  const unit = unitOf(deadline);
  return {
    typeId,
    zh: name.zh,
    en: name.en ?? '',
    fields: fields.map(({ field, label, kind, required, choices = [] }) => ({
      field,
      zh: label.zh,
      en: label.en ?? '',
      kind,
      required,
      choices: choices.join('\n'),
    })),
    amount: deadline.minutes / MINUTES_IN[unit],
    unit,
    by: deadline.by,
    dispatch,
    sensitive,
    offered,
    version,
  };
}

const words = (zh: string, en: string) => ({
  zh: zh.trim(),
  ...(en.trim() === '' ? {} : { en: en.trim() }),
});
const choicesOf = (typed: string): string[] =>
  typed
    .split(/[\n、，,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

export type TypeProblem = 'name' | 'deadline' | 'field' | 'choices';

/** The type that is meant, or what is still wrong with it. */
export function typeOf(draft: TypeDraft): RequestType | TypeProblem {
  const { typeId, zh, en, fields, amount, unit, by, dispatch, sensitive, offered } = draft;
  if (zh.trim() === '') return 'name';
  if (fields.some((field) => field.zh.trim() === '')) return 'field';
  if (fields.some(({ kind, choices }) => kind === 'choice' && choicesOf(choices).length === 0)) {
    return 'choices';
  }
  const read = RequestType.safeParse({
    typeId,
    name: words(zh, en),
    fields: fields.map(({ field, kind, required, choices, ...label }) => ({
      field,
      label: words(label.zh, label.en),
      kind,
      required,
      ...(kind === 'choice' ? { choices: choicesOf(choices) } : {}),
    })),
    deadline: { minutes: Math.round(amount * MINUTES_IN[unit]), by },
    dispatch,
    sensitive,
    offered,
  });
  if (read.success) return read.data;
  const [at] = read.error.issues[0]?.path ?? [];
  if (at === 'deadline') return 'deadline';
  return at === 'name' ? 'name' : 'choices';
}
