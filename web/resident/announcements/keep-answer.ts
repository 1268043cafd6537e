import type * as z from 'zod';
import { onThisPhone } from '../../kit/remembered.ts';
import type { KeptAnswer } from '../app/kept-answers.ts';

/** What was kept under a name; nothing where another release kept something else. */
export function keptAnswer<Schema extends z.ZodType>(
  name: KeptAnswer,
  schema: Schema,
): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(onThisPhone.get(name) ?? '')).data;
  } catch {
    return undefined;
  }
}

export function keepAnswer(name: KeptAnswer, answer: unknown): void {
  onThisPhone.set(name, JSON.stringify(answer));
}
