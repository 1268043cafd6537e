import { readPushKey, subscribePush, unsubscribePush } from '../../../shared/messages/push.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { language } from '../../kit/language.ts';
import { keepShownLanguage } from '../../kit/offline/keep-shown-language.ts';
import { api } from '../app/api.ts';

const registered = () => navigator.serviceWorker.getRegistration('/resident/');

async function standing(): Promise<PushSubscription | undefined> {
  return (await (await registered())?.pushManager.getSubscription()) ?? undefined;
}

export const isPushOn = async (): Promise<boolean> => (await standing()) !== undefined;

/** Asks for leave, by the tap that this comes from. @returns `blocked` where it is not given */
export async function turnPushOn(): Promise<'on' | 'blocked' | ApiFailure> {
  if ((await Notification.requestPermission()) !== 'granted') return 'blocked';
  const answer = await api.call(readPushKey);
  if (isApiFailure(answer)) return answer;
  const registration = await registered();
  if (registration === undefined) return 'blocked';
  const asked = { userVisibleOnly: true, applicationServerKey: answer.key };
  const made = await registration.pushManager.subscribe(asked).catch(() => undefined);
  const { endpoint, keys } = made?.toJSON() ?? {};
  const { p256dh, auth } = keys ?? {};
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return 'blocked';
  const kept = await api.call(subscribePush, { body: { endpoint, p256dh, auth } });
  // Chosen before there was anything to tell.
  await keepShownLanguage(language.value).catch(() => undefined);
  if (!isApiFailure(kept)) return 'on';
  await made?.unsubscribe();
  return kept;
}

/** This browser first, so that it is told nothing more whatever the server hears. */
export async function turnPushOff(): Promise<undefined | ApiFailure> {
  const subscription = await standing();
  if (subscription === undefined) return undefined;
  const { endpoint } = subscription;
  await subscription.unsubscribe();
  const ended = await api.call(unsubscribePush, { body: { endpoint } });
  return isApiFailure(ended) ? ended : undefined;
}
