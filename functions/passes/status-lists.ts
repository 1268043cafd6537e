import type { CompoundId } from '../../shared/ids.ts';
import type { StatusList } from '../../shared/status-list/status-list.ts';
import type { CompoundVersions } from '../compounds/index.ts';
import {
  compileStatusList,
  compressBits,
  lastChangeOf,
  type StatusListSource,
} from './status-list.ts';
import type { StatusListStore } from './status-list-store.ts';

/** One version of a compound's list, compiled once. */
export type CompiledList = {
  readonly source: StatusListSource;
  /** As it stands since the last change. */
  readonly list: StatusList;
  /** The bits under zlib. */
  readonly zlib: Uint8Array;
  /** Unix milliseconds. */
  readonly lastChange: number;
};

export interface StatusLists {
  /** The compound's list: one small read where nothing has changed. */
  current(compound: CompoundId, nowMs: number): Promise<CompiledList>;
}

/** More compounds than one process serves at a time; at 5,000 passes each about 10 MB. */
const COMPOUNDS_KEPT = 256;

function compile(source: StatusListSource): CompiledList {
  const lastChange = lastChangeOf(source);
  const list = compileStatusList(source, lastChange);
  return { source, list, zlib: compressBits(list.bits), lastChange };
}

export function createStatusLists(
  store: Pick<StatusListStore, 'findSource'>,
  versions: CompoundVersions,
): StatusLists {
  const kept = new Map<CompoundId, CompiledList>();
  return {
    current: async (compound, nowMs) => {
      const { statusList: version } = await versions.of(compound, nowMs);
      const known = kept.get(compound);
      if (known !== undefined && known.source.version >= version) return known;
      const compiled = compile(await store.findSource(compound, version));
      kept.delete(compound);
      kept.set(compound, compiled);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
      return compiled;
    },
  };
}

/** The list as of a moment; what it is now wherever nothing has changed since. */
export function listAsOf({ source, list, lastChange }: CompiledList, atMs: number): StatusList {
  return atMs >= lastChange ? list : compileStatusList(source, atMs);
}
