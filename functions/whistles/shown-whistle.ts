import type { CalledDepartment, Whistle, WhistleCall } from '../../shared/messages/whistles.ts';
import { linkFor } from './link.ts';
import { type Department, opensUntil, type StoredWhistle, stateOf } from './whistle.ts';

function departmentOf(department: Department): CalledDepartment {
  const { name, by, answer } = department;
  return {
    name,
    by,
    state: stateOf(department),
    ...(answer === undefined ? {} : { answeredAt: answer.at }),
    ...(answer?.comesAt === undefined ? {} : { comesAt: answer.comesAt }),
    ...(answer?.note === undefined ? {} : { note: answer.note }),
    ...(answer?.askedAgainAt === undefined ? {} : { askedAgainAt: answer.askedAgainAt }),
  };
}

const sharedOf = ({ asked, at, hotlineNumber, takenBack }: StoredWhistle) => ({
  asked,
  at,
  ...(hotlineNumber === undefined ? {} : { hotlineNumber }),
  ...(takenBack === undefined ? {} : { takenBack }),
});

/**
 * As staff see it.
 * @param linkKey for whoever may send the links
 */
export function shownWhistle(whistle: StoredWhistle, linkKey?: Uint8Array): Whistle {
  const { whistleId, requestId, by, departments } = whistle;
  return {
    whistleId,
    requestId,
    ...sharedOf(whistle),
    by: { office: by.office, maskedName: by.maskedName },
    departments: departments.map((department, number) => ({
      ...departmentOf(department),
      opensUntil: opensUntil(department),
      ...(linkKey === undefined ? {} : { link: linkFor(linkKey, whistleId, number) }),
    })),
  };
}

/** As one of those who were called sees it: everybody's answers, and which of them they are. */
export function shownCall(whistle: StoredWhistle, own: number, called: Department): WhistleCall {
  return {
    ...sharedOf(whistle),
    place: whistle.place,
    departments: whistle.departments.map(departmentOf),
    own,
    opensUntil: opensUntil(called),
  };
}
