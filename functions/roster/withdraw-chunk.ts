import type { ResidentId } from '../../shared/ids.ts';
import type { House } from '../compounds/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { ImportedResidents, Resident, ResidentStore } from '../residents/index.ts';
import type { Progress, StoredImport } from './roster-import.ts';
import { residentIdOf } from './roster-row.ts';

export type WithdrawChunkPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly imported: Pick<ImportedResidents, 'takeBack' | 'takenBackTogether'>;
  /** Withdraws every pass of people who should not have been registered, at most 100. */
  readonly withdrawPasses: (residents: readonly ResidentId[], audit: AuditFacts) => Promise<void>;
  readonly rosterKey: Uint8Array;
};

/** What one read takes. */
const READ_AT_A_TIME = 100;
/** Of somebody whom nobody has changed since the import. */
const AS_IMPORTED = 1;

function inGroups<Part>(parts: readonly Part[], size: number): Part[][] {
  const groups: Part[][] = [];
  for (let at = 0; at < parts.length; at += size) groups.push(parts.slice(at, at + size));
  return groups;
}

/** Everybody out of the register whom these rows made, but for who was changed by hand since. */
export async function withdrawChunk(
  ports: WithdrawChunkPorts,
  stored: StoredImport,
  part: {
    readonly first: number;
    readonly count: number;
    readonly places: ReadonlyMap<string, House>;
    readonly now: number;
  },
): Promise<Pick<Progress, 'removed' | 'left'>> {
  const { importId, withdrawal } = stored;
  if (withdrawal === undefined) throw new Error('a withdrawal that nobody asked for');
  const audit = { ...withdrawal, at: part.now };
  const ids = Array.from({ length: part.count }, (_, at) =>
    residentIdOf(ports.rosterKey, importId, part.first + at),
  );
  const counted = { removed: 0, left: 0 };
  const ours: { readonly resident: Resident; readonly place: House }[] = [];
  for (let at = 0; at < ids.length; at += READ_AT_A_TIME) {
    const found = await ports.residents.findResidents(ids.slice(at, at + READ_AT_A_TIME));
    for (const resident of found) {
      const place = part.places.get(resident.houseId);
      const isOurs = resident.importId === importId && resident.version === AS_IMPORTED;
      if (isOurs && place !== undefined) ours.push({ resident, place });
      else counted.left += 1;
    }
  }
  // Passes first: where the run breaks off between the two, nobody has a pass and no record.
  for (const some of inGroups(ours, READ_AT_A_TIME)) {
    await ports.withdrawPasses(
      some.map(({ resident }) => resident.residentId),
      audit,
    );
  }
  await inParallel(inGroups(ours, ports.imported.takenBackTogether), async (some) => {
    const taken = await ports.imported.takeBack(some, { importId, audit });
    counted.removed += taken;
    counted.left += some.length - taken;
  });
  return counted;
}
