import * as z from 'zod';
import { HelpEntry, MOST_ENTRIES } from '../directory/help-directory.ts';
import { CompoundId } from '../ids.ts';
import { endpoint } from './endpoint.ts';

/** Whom to call for help, by need and hour. The numbers of the country are in every page. */

const Shown = z.array(HelpEntry);

export const OwnDirectory = z.object({
  /** Of each compound in which this phone speaks for somebody. */
  compounds: z.array(
    z.object({ compoundId: CompoundId, compoundName: z.string(), entries: Shown }),
  ),
});
export type OwnDirectory = z.infer<typeof OwnDirectory>;
export const readOwnDirectory = endpoint({
  method: 'GET',
  path: '/api/v1/resident/help-directory',
  answer: OwnDirectory,
});

export const HelpDirectory = z.object({
  entries: Shown,
  /** 0 where nobody has ever written one. */
  version: z.number().int().min(0),
});
export type HelpDirectory = z.infer<typeof HelpDirectory>;
export const readHelpDirectory = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/help-directory',
  answer: HelpDirectory,
});
export const EditHelpDirectory = z.strictObject({
  entries: z.array(HelpEntry).max(MOST_ENTRIES),
  version: z.number().int().min(0),
});
export type EditHelpDirectory = z.infer<typeof EditHelpDirectory>;
/** The whole list, as of the version seen. */
export const editHelpDirectory = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/help-directory',
  body: EditHelpDirectory,
  answer: z.object({ version: z.number().int() }),
});
