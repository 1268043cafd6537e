import type { CompoundId } from '../../shared/ids.ts';
import type { Holders } from '../../shared/messages/gates.ts';
import type { CompoundVersions, Versions } from '../compounds/index.ts';
import type { HolderStore } from '../passes/index.ts';

type HoldersVersion = { readonly version: number; readonly holders: Holders };

/** Everybody of a few compounds, as this process last read them. */
export type HoldersKept = Map<CompoundId, HoldersVersion>;
export const COMPOUNDS_KEPT = 32;

export type HoldersPorts = {
  readonly holders: Pick<HolderStore, 'listHolders'>;
  readonly versions: CompoundVersions;
  readonly kept: HoldersKept;
};

/** What the gate may know of everybody at a version; read again only when there is another. */
export async function holdersAt(
  { holders, kept }: Pick<HoldersPorts, 'holders' | 'kept'>,
  compound: CompoundId,
  version: number,
): Promise<Holders> {
  const known = kept.get(compound);
  if (known?.version === version) return known.holders;
  const listed = await holders.listHolders(compound);
  kept.delete(compound);
  kept.set(compound, { version, holders: listed });
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size > COMPOUNDS_KEPT) kept.delete(oldest);
  return listed;
}

/** What a device compares: whether there is anything in the names' documents that it has not had. */
export const namesVersionOf = ({ holders, pins }: Versions): string => `${holders}-${pins}`;

export async function holdersNow(
  ports: HoldersPorts,
  compound: CompoundId,
  now: number,
): Promise<HoldersVersion> {
  const { holders: version } = await ports.versions.of(compound, now);
  return { version, holders: await holdersAt(ports, compound, version) };
}
