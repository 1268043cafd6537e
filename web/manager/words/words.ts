import type { PassClass } from '../../../shared/gate/outcomes.ts';
import type { FoundResident, ResidentPass } from '../../../shared/messages/cards.ts';
import type { EmergencyReason, OpeningClass } from '../../../shared/messages/openings.ts';
import type { ALL_PASS_REASONS } from '../../../shared/messages/passes.ts';
import type { Office, Role } from '../../../shared/roles.ts';
import { translator } from '../../kit/i18n.ts';
import { zh } from './zh.ts';

export const t = translator({ zh, en: async () => (await import('./en.ts')).en });

/** A sentence that waits for nothing to be filled in. */
export type PlainWord = {
  [Key in keyof typeof zh]: (typeof zh)[Key] extends `${string}{${string}}${string}` ? never : Key;
}[keyof typeof zh];

/** The words of the closed lists. */
export const classWords = (one: PassClass): string => t(`class_${one}`);
export const openingWords = (one: OpeningClass): string => t(`opening_${one}`);
export const emergencyWords = (one: EmergencyReason): string => t(`emergency_${one}`);
export const passStateWords = (one: ResidentPass['state']): string => t(`state_${one}`);
export const tieWords = (one: FoundResident['tie']): string => t(`tie_${one}`);
export const passReasonWords = (one: (typeof ALL_PASS_REASONS)[number]): string =>
  t(`reason_${one}`);
export const roleWords = (one: Role): string => t(`role_${one}`);
export const officeWords = (one: Office): string => t(`office_${one}`);
