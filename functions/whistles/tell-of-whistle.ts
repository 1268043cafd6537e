import { compoundOf } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { ItemChange } from '../platform/table-stream.ts';
import type { StoredWhistle } from './whistle.ts';
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
  return whistle.departments.flatMap(({ name, by, silentAt }, number): Notification[] => {
    const shared = { compoundId, link };
    const key = (template: string) => `${whistleId}#${number}#${template}`;
    const called: Notification = {
      template: 'whistle_called',
      parameters: { whistleId, department: name, answerBy: by },
      ...shared,
      key: key('whistle_called'),
      to: { role: 'grid_department_member', at: gridId ?? compoundId },
      urgency: by - at <= SOON_MS ? 'urgent' : 'normal',
      at,
    };
    const isNewlySilent =
      silentAt !== undefined && before?.departments[number]?.silentAt === undefined;
    const silent = SUPERVISE.map(
      (role): Notification => ({
        template: 'whistle_silent',
        parameters: { whistleId, department: name },
        ...shared,
        key: key('whistle_silent'),
        to: { role, at: compoundId },
        urgency: 'normal',
        at: silentAt ?? at,
      }),
    );
    return [...(before === undefined ? [called] : []), ...(isNewlySilent ? silent : [])];
  });
}

/** Tells of a whistle from the stream: delivered twice, everybody is told once. */
export async function tellOfWhistle(ports: NotifyPorts, change: ItemChange): Promise<void> {
  const [before, after] = [whistleIn(change.before), whistleIn(change.after)];
  if (after === undefined) return;
  for (const told of toldOfWhistle(before, after)) await notify(ports, told);
}
