/**
 * This browser is told nothing more, with or without a network: whoever holds the phone next is not
 * shown what is meant for somebody else. The server finds it gone with the next push.
 */
export async function endPush(): Promise<void> {
  if (!('PushManager' in globalThis)) return;
  const registration = await navigator.serviceWorker.getRegistration('/resident/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
