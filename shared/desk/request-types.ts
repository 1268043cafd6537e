import * as z from 'zod';

const Words = z.strictObject({
  zh: z.string().trim().min(1).max(20),
  en: z.string().trim().max(40).optional(),
});
const Slug = z.string().regex(/^[a-z][a-z0-9_]{1,23}$/);

/** What is asked besides the text: one line each, and none is asked twice. */
export const RequestField = z.strictObject({
  field: Slug,
  label: Words,
  kind: z.enum(['text', 'choice', 'time', 'amount']),
  required: z.boolean(),
  choices: z.array(z.string().trim().min(1).max(20)).max(12).optional(),
});
export type RequestField = z.infer<typeof RequestField>;

/** How a request of a type comes to somebody. */
export const DISPATCHES = ['claim', 'assign', 'rotate'] as const;

export const RequestType = z.strictObject({
  typeId: Slug,
  name: Words,
  fields: z.array(RequestField).max(6),
  deadline: z.strictObject({
    /** 15 minutes to 30 days. */
    minutes: z
      .number()
      .int()
      .min(15)
      .max(30 * 1_440),
    /** `clock`: night and holiday count. `working`: by the compound's calendar. */
    by: z.enum(['clock', 'working']),
  }),
  dispatch: z.enum(DISPATCHES),
  /** Seen by whoever does it alone, and its words destroyed when it is closed. */
  sensitive: z.boolean(),
  /** Whether residents are offered it; what is there already goes on. */
  offered: z.boolean(),
});
export type RequestType = z.infer<typeof RequestType>;
export const RequestTypes = z.array(RequestType).min(1).max(30);

const type = (
  typeId: string,
  zh: string,
  en: string,
  rest: Omit<RequestType, 'typeId' | 'name' | 'offered'>,
): RequestType => ({ typeId, name: { zh, en }, offered: true, ...rest });

const text = (field: string, zh: string, en: string, required = true): RequestField => ({
  field,
  label: { zh, en },
  kind: 'text',
  required,
});
const HOUR = 60;

/** What a compound begins with; a manager changes it. */
export const FIRST_REQUEST_TYPES: readonly RequestType[] = [
  type('repair', '报修', 'Repair', {
    fields: [
      {
        field: 'where',
        label: { zh: '哪里', en: 'Where' },
        kind: 'choice',
        required: true,
        choices: ['家里', '楼道', '电梯', '公共区域'],
      },
      { field: 'when', label: { zh: '方便的时间', en: 'When' }, kind: 'time', required: false },
    ],
    deadline: { minutes: 24 * HOUR, by: 'working' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('medicine', '代开药', 'Medicine', {
    fields: [
      text('medicine', '药名', 'Medicine'),
      text('hospital', '医院或药店', 'Hospital or pharmacy', false),
    ],
    deadline: { minutes: 24 * HOUR, by: 'clock' },
    dispatch: 'rotate',
    sensitive: true,
  }),
  type('documents', '送文件', 'Documents', {
    fields: [text('to', '送到哪里', 'To')],
    deadline: { minutes: 8 * HOUR, by: 'working' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('items', '取物品', 'Items', {
    fields: [text('from', '在哪里取', 'From')],
    deadline: { minutes: 8 * HOUR, by: 'working' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('shopping', '帮购', 'Shopping', {
    fields: [
      text('list', '买什么', 'What'),
      {
        field: 'amount',
        label: { zh: '大约多少元', en: 'About (¥)' },
        kind: 'amount',
        required: false,
      },
    ],
    deadline: { minutes: 8 * HOUR, by: 'working' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('errands', '帮跑', 'Errands', {
    fields: [],
    deadline: { minutes: 8 * HOUR, by: 'working' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('urgent', '急需', 'Urgent', {
    fields: [
      {
        field: 'need',
        label: { zh: '急着要什么', en: 'What is needed' },
        kind: 'choice',
        required: true,
        choices: ['奶粉', '急用药', '被锁门外', '其他'],
      },
    ],
    deadline: { minutes: 2 * HOUR, by: 'clock' },
    dispatch: 'claim',
    sensitive: false,
  }),
  type('complaint', '投诉', 'Complaint', {
    fields: [],
    deadline: { minutes: 72 * HOUR, by: 'working' },
    dispatch: 'assign',
    sensitive: true,
  }),
  type('other', '其他', 'Other', {
    fields: [],
    deadline: { minutes: 48 * HOUR, by: 'working' },
    dispatch: 'assign',
    sensitive: false,
  }),
];
