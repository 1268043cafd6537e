import { constants, deflateSync } from 'node:zlib';
import type { CompoundId } from '../../shared/ids.ts';
import {
  emptyBits,
  type PassState as ListedState,
  type StatusList,
  setState,
} from '../../shared/status-list/status-list.ts';
import { INDEX_KEPT_MS } from './pass.ts';
import type { PassState } from './pass-lifecycle.ts';

/** What the list says of a pass from a moment on. */
export type ListedChange = {
  readonly state: PassState;
  /** Unix milliseconds. */
  readonly since: number;
};

/** That a pass asks from a moment on, whatever its own state, or does so no more. */
export type AskChange = { readonly asks: boolean; readonly since: number };

/** What a compound's status list is compiled from: the passes that are not simply valid. */
export type StatusListSource = {
  readonly compound: CompoundId;
  /** Only goes up. 0 before the first pass. */
  readonly version: number;
  readonly places: number;
  /** By index, each in the order the changes were made. */
  readonly exceptions: ReadonlyMap<number, readonly ListedChange[]>;
  /** By index as well: which passes ask beside that. Absent where none does. */
  readonly asks?: ReadonlyMap<number, readonly AskChange[]>;
};

const LISTED_AS = {
  active: 'valid',
  suspended: 'suspended',
  revoked: 'revoked',
} as const satisfies Record<PassState, ListedState>;

function stateAsOf(changes: readonly ListedChange[], atMs: number): PassState {
  return changes.findLast(({ since }) => since <= atMs)?.state ?? 'active';
}

/** The list as it stood at a moment: what a scan of that moment is judged by. */
export function compileStatusList(source: StatusListSource, atMs: number): StatusList {
  const bits = emptyBits(source.places);
  for (const [index, changes] of source.exceptions) {
    const state = stateAsOf(changes, atMs);
    if (state !== 'active') setState(bits, index, LISTED_AS[state]);
  }
  for (const [index, changes] of source.asks ?? []) {
    const asks = changes.findLast(({ since }) => since <= atMs)?.asks === true;
    const isWithdrawn = stateAsOf(source.exceptions.get(index) ?? [], atMs) === 'revoked';
    if (asks && !isWithdrawn) setState(bits, index, 'ask');
  }
  return { version: source.version, places: source.places, bits };
}

/** When the last change of this source was made; nothing differs between then and now. */
export function lastChangeOf(source: StatusListSource): number {
  let last = 0;
  for (const listed of [source.exceptions, source.asks ?? []]) {
    for (const [, changes] of listed) {
      for (const { since } of changes) last = Math.max(last, since);
    }
  }
  return last;
}

/** zlib at its best: a list is compressed once a version and sent to every gate. */
export function compressBits(bits: Uint8Array): Uint8Array {
  return deflateSync(bits, { level: constants.Z_BEST_COMPRESSION });
}

/**
 * Whether an exception has nothing more to tell: nobody can present the pass, or it has been
 * valid again for longer than any scan is kept.
 * @param indexFreeAtMs of the pass, where its record still exists
 */
export function isRetired(
  changes: readonly ListedChange[],
  indexFreeAtMs: number | undefined,
  nowMs: number,
): boolean {
  if (indexFreeAtMs === undefined || indexFreeAtMs <= nowMs) return true;
  const last = changes.at(-1);
  return last?.state === 'active' && last.since + INDEX_KEPT_MS <= nowMs;
}
