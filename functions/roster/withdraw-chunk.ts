import type { AccountId, ResidentId } from '../../shared/ids.ts';
import type { House } from '../compounds/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { ImportedResidents, Resident, ResidentStore } from '../residents/index.ts';
import { inParallel } from './in-parallel.ts';
import type { Progress, StoredImport } from './roster-import.ts';
import { residentIdOf } from './roster-row.ts';

export type WithdrawChunkPorts = {
  readonly residents: Pick<ResidentStore, 'findResidents'>;
  readonly imported: Pick<ImportedResidents, 'takeBack'>;
  /** Withdraws every pass of somebody who should not have been registered. */
  readonly withdrawPasses: (resident: ResidentId, audit: AuditFacts) => Promise<void>;
  /** Lets a number go that is nobody's any more. */
  readonly forgetNumber: (account: AccountId) => Promise<void>;
  readonly rosterKey: Uint8Array;
};

/** What one read takes. */
const READ_AT_A_TIME = 100;
/** Of somebody whom nobody has changed since the import. */
const AS_IMPORTED = 1;

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
  const takeBack = async (resident: Resident): Promise<void> => {
    const place = part.places.get(resident.houseId);
    const isOurs = resident.importId === importId && resident.version === AS_IMPORTED;
    if (!isOurs || place === undefined) {
      counted.left += 1;
      return;
    }
    // Passes first: where the run breaks off between the two, nobody has a pass and no record.
    await ports.withdrawPasses(resident.residentId, audit);
    const outcome = await ports.imported.takeBack({ resident, place }, { importId, audit });
    counted[outcome === 'taken_back' ? 'removed' : 'left'] += 1;
    if (resident.accountId !== undefined) await ports.forgetNumber(resident.accountId);
  };
  for (let at = 0; at < ids.length; at += READ_AT_A_TIME) {
    const found = await ports.residents.findResidents(ids.slice(at, at + READ_AT_A_TIME));
    await inParallel(found, takeBack);
  }
  return counted;
}
