import { type ShallowRef, shallowRef } from 'vue';
import type * as z from 'zod';
import { records } from '../wallet/kept-wallet.ts';
import { inTurn, keepsNothing, readKept, written } from './kept-in-turn.ts';

type Entry = { readonly key: string; readonly at: number };
export type WaitingList<One extends Entry> = {
  /** The oldest first. */
  readonly entries: ShallowRef<readonly One[]>;
  /** What this phone holds; another tab may have changed it. */
  readonly load: () => Promise<void>;
  readonly keep: (entry: One) => Promise<void>;
  readonly drop: (key: string) => Promise<void>;
  /** Whether it still waits: another tab may have sent it, or its owner signed out. */
  readonly waits: (key: string) => Promise<boolean>;
};

/** What was said and is not yet with the server, kept on the phone by its key under a prefix. */
export function waitingList<One extends Entry>(
  prefix: string,
  schema: z.ZodType<One>,
): WaitingList<One> {
  const entries = shallowRef<readonly One[]>([]);
  const inOrder = (all: readonly One[]) => [...all].sort((one, other) => one.at - other.at);
  return {
    entries,
    load: () =>
      readKept(async () => {
        entries.value = inOrder(await records.list(prefix, schema));
      }),
    keep: (entry) => {
      entries.value = inOrder([...entries.value.filter(({ key }) => key !== entry.key), entry]);
      return inTurn(() => records.write(`${prefix}${entry.key}`, entry));
    },
    drop: (key) => {
      entries.value = entries.value.filter((one) => one.key !== key);
      return inTurn(() => records.remove(`${prefix}${key}`));
    },
    waits: async (key) => {
      await written();
      if (keepsNothing.value) return entries.value.some((one) => one.key === key);
      try {
        return (await records.read(`${prefix}${key}`, schema)) !== undefined;
      } catch {
        return true;
      }
    },
  };
}
