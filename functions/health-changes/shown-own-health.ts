import { statusOf } from '../../shared/emergency/status-of.ts';
import type { OwnHealth } from '../../shared/messages/health-changes.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { HealthRecord, StatusChange } from '../health/index.ts';
import { mayAppeal } from './told-in-time.ts';
import { becauseOf, valueWords } from './words-of.ts';

/** What somebody sees of their status: the usual one where nothing is known. */
export function shownOwnHealth(
  here: EmergencyHere,
  record: HealthRecord | undefined,
  { statusName, now }: { readonly statusName?: string; readonly now: number },
): OwnHealth {
  const { event, documentNumber, authority, until, rules, since } = here;
  const status = record?.status ?? { ...statusOf(rules, [], since), since };
  return {
    event,
    documentNumber,
    authority,
    until,
    ...(record === undefined || statusName === undefined ? {} : { statusName }),
    status: {
      ...status,
      words: valueWords(rules, status.value),
      because: record === undefined ? [] : becauseOf(rules, record, status.because),
    },
    changes: (record?.changes ?? [])
      .map((change) => shownChange(here, change, { evidence: record?.evidence ?? [], now }))
      .reverse(),
  };
}

function shownChange(
  { rules }: EmergencyHere,
  change: StatusChange,
  { evidence, now }: Pick<HealthRecord, 'evidence'> & { readonly now: number },
): OwnHealth['changes'][number] {
  const { changeId, at, from, to, office, because, told, appeal, takenBackAt } = change;
  return {
    changeId,
    at,
    from: valueWords(rules, from),
    to: valueWords(rules, to),
    office,
    because: becauseOf(rules, { evidence }, because),
    mayAppeal: mayAppeal(change, now),
    ...(told === undefined ? {} : { toldAt: told.at }),
    ...(appeal === undefined ? {} : { appeal }),
    ...(takenBackAt === undefined ? {} : { takenBackAt }),
  };
}
