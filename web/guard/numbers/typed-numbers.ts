import { readonly, shallowRef } from 'vue';
import type { GuardDatabase } from '../app/guard-database.ts';
import { pausedUntil, UnknownNumbers, withUnknown } from './unknown-numbers.ts';

export type TypedNumbers = Awaited<ReturnType<typeof openTypedNumbers>>;

/** What this device remembers of numbers that no card has, over a reload too. */
export async function openTypedNumbers(database: GuardDatabase, now: () => number) {
  const stored = UnknownNumbers.safeParse(await database.get('state', 'unknownNumbers'));
  const unknown = shallowRef<readonly number[]>(stored.data ?? []);
  const paused = shallowRef(pausedUntil(unknown.value, now()));
  return {
    /** Until when no number is looked up, as of the last look; unix milliseconds. */
    paused: readonly(paused),
    look(): void {
      paused.value = pausedUntil(unknown.value, now());
    },
    /** One more number that no card has. */
    async noteUnknown(): Promise<void> {
      unknown.value = withUnknown(unknown.value, now());
      paused.value = pausedUntil(unknown.value, now());
      // A full disk forgets it at the next start; until then it counts.
      await database.put('state', unknown.value, 'unknownNumbers').catch(() => undefined);
    },
  };
}
