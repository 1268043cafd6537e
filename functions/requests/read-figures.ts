import { isOpen } from '../../shared/desk/request-lifecycle.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { DeskFigures, Scoreboard } from '../../shared/messages/desk-figures.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays } from '../../shared/time/shanghai-days.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import { type Failure, fail } from '../platform/failure.ts';
import { DAYS_SHOWN, figuresOf, monthOf, scoreboardOf } from './desk-counts.ts';
import type { DeskRow } from './desk-rows.ts';
import type { RequestStore } from './request-store.ts';

type Ports = { readonly requests: Pick<RequestStore, 'listDone' | 'listOpen'> };
type Asking = { readonly compoundId: CompoundId; readonly now: number };

const MONTHS_SHOWN = 6;
const A_PAGE = 500;
/** More than any compound has open; beyond it a figure would be of a desk that nobody runs. */
const MOST_PAGES = 20;

async function everyOpen({ requests }: Ports, compound: CompoundId): Promise<readonly DeskRow[]> {
  const rows: DeskRow[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const more = after === undefined ? {} : { after };
    const found = await requests.listOpen(compound, { most: A_PAGE, ...more });
    // What is done and not closed yet is on the board too, and counted with what is over.
    rows.push(...found.rows.filter(({ state }) => isOpen(state)));
    if (found.next === undefined) break;
    after = found.next;
  }
  return rows;
}

/** This month and those before it. */
function lastMonths(now: number, many: number): string[] {
  const months: string[] = [];
  let day = shanghaiDay(now);
  while (months.length < many) {
    const month = day.slice(0, 'yyyy-mm'.length);
    months.push(month);
    day = addDays(`${month}-01`, -1);
  }
  return months;
}

const overIn = async ({ requests }: Ports, compound: CompoundId, months: readonly string[]) =>
  (await Promise.all(months.map((month) => requests.listDone(compound, month)))).flat();

/** What anybody may know of a compound's desk: counts and times. */
export async function readScoreboard(
  ports: Ports & { readonly compounds: Pick<CompoundStore, 'findCompound'> },
  { compoundId, now }: Asking,
): Promise<Scoreboard | Failure> {
  const compound = await ports.compounds.findCompound(compoundId);
  if (compound === undefined) return fail('not_found');
  const months = lastMonths(now, MONTHS_SHOWN);
  const [over, open] = await Promise.all([
    overIn(ports, compoundId, months),
    everyOpen(ports, compoundId),
  ]);
  return { compoundName: compound.name, ...scoreboardOf(over, open, months) };
}

/** How the desk does, for those who see to it. */
export async function readDeskFigures(
  ports: Ports,
  { actor, compoundId, now }: Asking & { readonly actor: StaffActor },
): Promise<DeskFigures | Failure> {
  if (!mayAct(actor, 'desk_figures.read', compoundId, now)) return fail('not_permitted');
  const since = monthOf(now - DAYS_SHOWN * 86_400_000);
  const months = lastMonths(now, 2).filter((month) => month >= since);
  const [over, open] = await Promise.all([
    overIn(ports, compoundId, months),
    everyOpen(ports, compoundId),
  ]);
  return figuresOf(over, open, now);
}
