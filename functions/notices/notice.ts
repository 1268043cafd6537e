import * as z from 'zod';
import { COMPOUND_TEMPLATES } from '../messages/index.ts';

/** What somebody is told without having asked: a template and its parameters, the words elsewhere. */
export const Notice = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('tenancy_ending'),
    parameters: z.object({
      /** The compound's name. */
      compound: z.string(),
      /** The last day, in Shanghai. */
      last: z.iso.date(),
      /** How many days are left; 0 on the last. */
      days: z.number().int().min(0),
    }),
  }),
  z.object({
    template: z.literal('removal_announced'),
    parameters: z.object({
      compound: z.string(),
      /** When it takes effect, in Shanghai: 2036-01-13 12:30. */
      when: z.string(),
    }),
  }),
  z.object({
    template: z.enum(COMPOUND_TEMPLATES),
    parameters: z.object({ compound: z.string() }),
  }),
]);
export type Notice = z.infer<typeof Notice>;

export const KeptNotice = z.intersection(
  Notice,
  z.object({
    /** Names what it is about: told twice, it is one. */
    key: z.string(),
    at: z.number().int(),
    /** When it also went out as a message. */
    sentAt: z.number().int().optional(),
  }),
);
export type KeptNotice = z.infer<typeof KeptNotice>;
