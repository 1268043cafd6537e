import { ref, shallowRef } from 'vue';
import type { WeChatBinding, WeChatReturn } from '../../shared/messages/wechat.ts';
import { type ApiFailure, isApiFailure } from './api-failure.ts';
import { useTask } from './task.ts';

type Answer<What> = Promise<What | ApiFailure>;
/** The calls of one page: a resident's, or the console's. */
export type WeChatCalls = {
  readonly read: () => Answer<WeChatBinding>;
  readonly ask: () => Answer<{ readonly goTo: string }>;
  readonly bind: (said: WeChatReturn) => Answer<{ readonly tookOver: boolean }>;
  readonly unbind: () => Answer<undefined>;
};

/** WeChat itself says who somebody is nowhere but in its own browser. */
export const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

/** Binds, reads and unbinds the WeChat of whoever is signed in. */
export function useWeChat(calls: WeChatCalls) {
  const binding = shallowRef<WeChatBinding>();
  const result = ref<'bound' | 'tookOver' | 'unbound'>();

  async function read(): Answer<undefined> {
    const answer = await calls.read();
    if (isApiFailure(answer)) return answer;
    binding.value = answer;
    return undefined;
  }
  const reading = useTask(read);
  const asking = useTask(async () => {
    result.value = undefined;
    const answer = await calls.ask();
    if (isApiFailure(answer)) return answer;
    window.location.assign(answer.goTo);
    return undefined;
  });
  const taking = useTask(async (said: WeChatReturn) => {
    const answer = await calls.bind(said);
    if (!isApiFailure(answer)) result.value = answer.tookOver ? 'tookOver' : 'bound';
    const again = await read();
    return isApiFailure(answer) ? answer : again;
  });
  const unbinding = useTask(async () => {
    const answer = await calls.unbind();
    if (isApiFailure(answer)) return answer;
    result.value = 'unbound';
    return read();
  });

  /** At the beginning: as it stands, or once it is as whoever comes back from WeChat has it. */
  async function begin({ code, state }: Readonly<Record<string, unknown>>): Promise<void> {
    if (typeof code === 'string' && typeof state === 'string') await taking.run({ code, state });
    else await reading.run();
  }
  return { binding, result, reading, asking, taking, unbinding, begin };
}
