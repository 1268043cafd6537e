import { shallowRef } from 'vue';
import type { ApiFailure } from '../../kit/api-failure.ts';

/** What was just done, in words, and how to take it back where it can be. */
export type Notice = {
  readonly says: string;
  readonly action?: {
    readonly label: string;
    readonly run: () => Promise<ApiFailure | undefined>;
  };
};

/** One at a time: the newest is what the hand still remembers. */
export const notice = shallowRef<Notice>();

export function announce(said: Notice): void {
  notice.value = said;
}
