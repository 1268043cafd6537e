import type { CompoundId } from '../../shared/ids.ts';
import type { Notification } from '../../shared/messages/notifications.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type NotifyPorts, notify, type ToldNotification } from '../notifications/index.ts';

/** What people were told through an emergency, so that all of it can be taken back. */
export interface ToldNotes {
  /** Safe to repeat. */
  note(here: Pick<EmergencyHere, 'emergencyId'>, told: ToldNotification): Promise<void>;
  /** In one of its compounds, in no particular order. */
  listTold(
    emergency: Pick<EmergencyHere, 'emergencyId'>,
    compound: CompoundId,
  ): AsyncIterable<ToldNotification>;
}

/**
 * Tells somebody something through an emergency: noted before it is told, so that nothing that was
 * told is left when the emergency ends. Its words and parameters say nothing of anybody's health.
 * In a drill it says that it is one, goes to the inbox alone, and to nobody who lives there.
 */
export async function tellOfEmergency(
  ports: NotifyPorts & { readonly told: Pick<ToldNotes, 'note'> },
  here: Pick<EmergencyHere, 'emergencyId' | 'mode'>,
  said: Notification,
): Promise<void> {
  const notification = here.mode === 'drill' ? inDrill(said) : said;
  if (notification === undefined) return;
  const { compoundId, key, to } = notification;
  await ports.told.note(here, { compoundId, key, to });
  await notify(ports, notification);
}

const OF_DRILL = {
  health_alert: 'alert',
  health_digest: 'digest',
  health_call_due: 'call',
  health_feed_stopped: 'feed',
} as const satisfies Partial<Record<Notification['template'], string>>;
const isOfDrill = (template: string): template is keyof typeof OF_DRILL => template in OF_DRILL;

/** The same as a drill says it; nothing where it is for a resident. */
function inDrill({ template, parameters: _, ...rest }: Notification): Notification | undefined {
  if ('account' in rest.to || !isOfDrill(template)) return undefined;
  return { ...rest, template: 'emergency_drill', parameters: { of: OF_DRILL[template] } };
}
