import type { PushSubscription } from '../../shared/messages/push.ts';
import type { ResidentActor } from '../platform/actor.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { personOf } from './person-of-actor.ts';
import type { PushStore } from './push-store.ts';
import { settingsFacts } from './set-settings.ts';

type Ports = { readonly pushes: PushStore };
type Asking = { readonly actor: ResidentActor; readonly now: number };

const factsAt = ({ actor, now }: Asking): AuditFacts => settingsFacts(actor, now);

/** From now on this browser of whoever asks is told. */
export async function subscribePush(
  { pushes }: Ports,
  { subscription, ...asking }: Asking & { readonly subscription: PushSubscription },
): Promise<undefined> {
  await pushes.addSubscription(personOf(asking.actor), subscription, factsAt(asking));
  return undefined;
}

/** And from now on no more. */
export async function unsubscribePush(
  { pushes }: Ports,
  { endpoint, ...asking }: Asking & { readonly endpoint: string },
): Promise<undefined> {
  await pushes.dropSubscription(personOf(asking.actor), endpoint, factsAt(asking));
  return undefined;
}
