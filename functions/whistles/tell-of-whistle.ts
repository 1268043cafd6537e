import { compoundOf } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import { ASKED_AGAIN_FOR_MS, type StoredWhistle } from './whistle.ts';
import { whistleIn } from './whistle-store-dynamo.ts';

const HOUR_MS = 3_600_000;
/** To be answered within so much: nobody's morning is waited for. */
const SOON_MS = 4 * HOUR_MS;
/** Who hears that a department said nothing. */
const SUPERVISE = ['community_worker', 'street_administrator'] as const;

/** Whom a change of a whistle is told: departments' members of the grid, and who waits in vain. */
export function toldOfWhistle(
  before: StoredWhistle | undefined,
  whistle: StoredWhistle,
): readonly Notification[] {
  const { whistleId, requestId, at, gridId } = whistle;
  const compoundId = compoundOf(whistleId);
  const link = `/requests/${requestId}`;
  const { takenBack } = whistle;
  return whistle.departments.flatMap(({ name, by, silentAt, answer }, number): Notification[] => {
    const was = before?.departments[number];
    const shared = { compoundId, link };
    const key = (template: string) => `${whistleId}#${number}#${template}`;
    const members = { role: 'grid_department_member', at: gridId ?? compoundId } as const;
    const called: Notification = {
      template: 'whistle_called',
      parameters: { whistleId, department: name, answerBy: by },
      ...shared,
      key: key('whistle_called'),
      to: members,
      urgency: by - at <= SOON_MS ? 'urgent' : 'normal',
      at,
    };
    const asked = answer?.askedAgainAt;
    const again: Notification[] =
      asked === undefined || was?.answer?.askedAgainAt === asked
        ? []
        : [
            {
              template: 'whistle_awaited',
              parameters: {
                whistleId,
                department: name,
                answerBy: asked + ASKED_AGAIN_FOR_MS,
              },
              ...shared,
              key: key(`whistle_awaited-${asked}`),
              to: members,
              urgency: 'urgent',
              at: asked,
            },
          ];
    const back: Notification[] =
      takenBack === undefined || before?.takenBack !== undefined
        ? []
        : [
            {
              template: 'whistle_taken_back',
              parameters: { whistleId, department: name },
              ...shared,
              key: key('whistle_taken_back'),
              to: members,
              urgency: 'normal',
              at: takenBack.at,
            },
          ];
    const isNewlySilent = silentAt !== undefined && was?.silentAt !== silentAt;
    // Silent once more, after it had said that it would come.
    const about = answer === undefined ? '' : `-${silentAt}`;
    const silent = SUPERVISE.map(
      (role): Notification => ({
        template: 'whistle_silent',
        parameters: { whistleId, department: name },
        ...shared,
        key: key(`whistle_silent${about}`),
        to: { role, at: compoundId },
        urgency: 'normal',
        at: silentAt ?? at,
      }),
    );
    const first = before === undefined ? [called] : [];
    return [...first, ...again, ...back, ...(isNewlySilent ? silent : [])];
  });
}

/** Tells of a whistle from the stream: delivered twice, everybody is told once. */
export async function tellOfWhistle(ports: NotifyPorts, change: ItemChange): Promise<void> {
  const [before, after] = [whistleIn(change.before), whistleIn(change.after)];
  if (after === undefined) return;
  for (const told of toldOfWhistle(before, after)) await notify(ports, told);
}
