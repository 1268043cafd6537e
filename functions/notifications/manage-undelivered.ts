import type { CompoundId } from '../../shared/ids.ts';
import type { Undelivered } from '../../shared/messages/inbox.ts';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { DeliveryStore, UndeliveredSending } from './delivery-store.ts';

type Ports = { readonly deliveries: Pick<DeliveryStore, 'listUndelivered' | 'retry'> };
type Input = { readonly actor: StaffActor; readonly compoundId: CompoundId; readonly now: number };

function shown({ id, at, sending }: UndeliveredSending): Undelivered {
  const { channel, template, person, tries } = sending;
  const says = { zh: sentenceOf(sending, 'zh'), en: sentenceOf(sending, 'en') };
  return { id, channel, template, says, to: person.inbox, at, tries };
}

/** What could not be delivered to phones in a compound: what was to be said, and never to whom. */
export async function listUndelivered(
  { deliveries }: Ports,
  { actor, compoundId, now }: Input,
): Promise<{ undelivered: Undelivered[] } | Failure> {
  if (!mayAct(actor, 'undelivered.read', compoundId, now)) return fail('not_permitted');
  const found = await deliveries.listUndelivered(compoundId, now);
  return { undelivered: found.map(shown) };
}

/** Has some of it sent again, by the next minute's run. */
export async function retryUndelivered(
  { deliveries }: Ports,
  { actor, compoundId, ids, now }: Input & { readonly ids: readonly string[] },
): Promise<{ retried: number } | Failure> {
  if (!mayAct(actor, 'undelivered.retry', compoundId, now)) return fail('not_permitted');
  const found = await deliveries.listUndelivered(compoundId, now);
  let retried = 0;
  for (const one of found.filter(({ id }) => ids.includes(id))) {
    if (await deliveries.retry(one, now)) retried += 1;
  }
  return { retried };
}
