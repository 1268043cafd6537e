import writeWorkbook from 'write-excel-file/universal';
import type { CompoundId } from '../../shared/ids.ts';
import type { Tie } from '../../shared/messages/register.ts';
import { READS } from '../../shared/purposes.ts';
import type { Role } from '../../shared/roles.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { CompoundStore, House } from '../compounds/index.ts';
import { grantFor, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { AnsweredFile } from '../platform/http.ts';
import type { Resident, ResidentStore } from '../residents/index.ts';

export type ExportLedgerPorts = {
  readonly residents: Pick<ResidentStore, 'listResidents'>;
  readonly compounds: Pick<CompoundStore, 'listHouses' | 'findCompound'>;
};

export type ExportLedgerInput = {
  readonly actor: StaffActor;
  readonly compoundId: CompoundId;
  readonly now: number;
};

/** Whole names for whoever keeps the register, and for nobody else. */
const WHOLE_NAMES: readonly Role[] = ['property_manager'];

const TIE_WORDS: Record<Tie, string> = {
  owner: '业主',
  tenant: '租客',
  family: '家属',
  carer: '照护人员',
};
const HEADERS = ['房屋', '姓名', '身份', '登记日期'];
const WIDTHS = [20, 24, 12, 14];

/**
 * The ledger of a compound as an Excel file, by house. Names as the reader's role sees them; no
 * number, nothing of care. Every cell is text: nothing in it is reckoned by the program that opens it.
 */
export async function exportLedger(
  { residents, compounds }: ExportLedgerPorts,
  { actor, compoundId, now }: ExportLedgerInput,
): Promise<AnsweredFile | Failure> {
  const grant = grantFor(actor, 'ledger.export', compoundId, now);
  if (grant === undefined) return fail('not_permitted');
  if (READS[grant.role]?.ledger?.includes('export') !== true) return fail('not_permitted');
  const [compound, people, houses] = await Promise.all([
    compounds.findCompound(compoundId),
    residents.listResidents(compoundId),
    compounds.listHouses(compoundId),
  ]);
  if (compound === undefined) return fail('not_found');
  const houseOf = new Map(houses.map((house) => [house.houseId, house]));
  const nameOf = (resident: Resident): string =>
    WHOLE_NAMES.includes(grant.role) ? resident.name : resident.maskedName;
  const rows = people
    .filter(({ state }) => state !== 'moved_out')
    .flatMap((resident) => {
      const house = houseOf.get(resident.houseId);
      return house === undefined ? [] : [{ resident, house }];
    })
    .sort(byHouse())
    .map(({ resident, house }) => [
      house.label,
      nameOf(resident),
      TIE_WORDS[resident.tie],
      resident.since === undefined ? '' : shanghaiDay(resident.since),
    ]);
  const cells = rows.map((row) => row.map((value) => ({ value, type: String })));
  const header = HEADERS.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const file = await writeWorkbook([header, ...cells], {
    sheet: '台账',
    stickyRowsCount: 1,
    columns: WIDTHS.map((width) => ({ width })),
  }).toBlob();
  return {
    name: `${compound.name}台账${shanghaiDay(now)}.xlsx`,
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}

type Resided = { readonly resident: Resident; readonly house: House };
function byHouse(): (one: Resided, other: Resided) => number {
  // 502 comes after 1001 in no house: rooms count by their numbers.
  const rooms = new Intl.Collator('zh', { numeric: true });
  return ({ house: a, resident: one }, { house: b, resident: other }) =>
    a.building - b.building ||
    a.unit - b.unit ||
    rooms.compare(a.room, b.room) ||
    (one.residentId < other.residentId ? -1 : 1);
}
