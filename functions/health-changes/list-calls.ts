import type { HealthChangeId, ResidentId } from '../../shared/ids.ts';
import type { ShownAppeal, ShownCall } from '../../shared/messages/health-changes.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import type { HealthRecord, HealthRecordStore, StatusChange } from '../health/index.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import type { ChangeStore } from './change-store.ts';
import { type Named as NameOf, type NamesPorts, namesOf } from './list-changes.ts';
import { type OfficerInput, type OfficerPorts, officerAt } from './officer.ts';
import { isUnanswered, mustBeTold } from './told-in-time.ts';
import { becauseOf, valueWords } from './words-of.ts';

type FindPorts = OfficerPorts & NamesPorts & { readonly records: Pick<HealthRecordStore, 'find'> };
export type ListCallsPorts = FindPorts & { readonly changes: Pick<ChangeStore, 'listCalls'> };
export type ListAppealsPorts = FindPorts & { readonly changes: Pick<ChangeStore, 'listAppeals'> };

/** Whom somebody has to call yet, the most urgent first. */
export async function listCalls(
  ports: ListCallsPorts,
  input: OfficerInput,
): Promise<{ readonly calls: ShownCall[] } | Failure> {
  const officer = await officerAt(ports, input, 'health_call.record');
  if (isFailure(officer)) return officer;
  const { here } = officer;
  const open = (await ports.changes.listCalls(here)).filter(({ done }) => !done);
  const about = await aboutChanges(ports, here, open);
  return {
    calls: open.flatMap(({ changeId, tries }) => {
      const found = about.get(changeId);
      if (found === undefined || !mustBeTold(found.change, input.now)) return [];
      const { tellBy = input.now } = found.change;
      return [{ ...found.shown, tellBy, tries }];
    }),
  };
}

/** Which appeals wait for an answer, the oldest first. */
export async function listAppeals(
  ports: ListAppealsPorts,
  input: OfficerInput,
): Promise<{ readonly appeals: ShownAppeal[] } | Failure> {
  const officer = await officerAt(ports, input, 'appeal.answer');
  if (isFailure(officer)) return officer;
  const { here } = officer;
  const entries = await ports.changes.listAppeals(here);
  const about = await aboutChanges(ports, here, entries);
  return {
    appeals: entries.flatMap(({ changeId }) => {
      const found = about.get(changeId);
      const appeal = found?.change.appeal;
      if (found === undefined || appeal === undefined || appeal.answered !== undefined) return [];
      const { takenBackAt } = found.change;
      if (takenBackAt !== undefined || isUnanswered(found.change, input.now)) return [];
      const { text, at, answerBy } = appeal;
      return [{ ...found.shown, text, appealedAt: at, answerBy }];
    }),
  };
}

type Named = { readonly changeId: HealthChangeId; readonly residentId: ResidentId };

async function aboutChanges(ports: FindPorts, here: EmergencyHere, named: readonly Named[]) {
  const ids = named.map(({ residentId }) => residentId);
  const [names, records] = await Promise.all([
    namesOf(ports, here, ids),
    Promise.all([...new Set(ids)].map((id) => ports.records.find(here, id))),
  ]);
  return new Map(
    named.flatMap(({ changeId, residentId }) => {
      const record = records.find((one) => one?.residentId === residentId);
      const change = record?.changes.find((one) => one.changeId === changeId);
      if (record === undefined || change === undefined) return [];
      const shown = shownAbout(here, { record, change, resident: names.get(residentId) });
      return [[changeId, { change, shown }] as const];
    }),
  );
}

function shownAbout(
  { rules }: EmergencyHere,
  {
    record,
    change,
    resident,
  }: {
    readonly record: HealthRecord;
    readonly change: StatusChange;
    readonly resident: NameOf | undefined;
  },
) {
  const { changeId, to, office, because, at } = change;
  const { residentId, buildingId } = record;
  return {
    changeId,
    residentId,
    maskedName: resident?.maskedName ?? '',
    ...(resident?.houseId === undefined ? {} : { houseId: resident.houseId }),
    buildingId,
    to: valueWords(rules, to),
    office,
    because: becauseOf(rules, record, because),
    at,
  };
}
