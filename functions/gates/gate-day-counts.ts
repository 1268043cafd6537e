import { wouldBeRefused } from '../../shared/gate/decide-scan.ts';
import type { GateDayCounts } from '../../shared/messages/gate-days.ts';
import { shanghaiDay, shanghaiMinuteOfDay } from '../../shared/time/shanghai.ts';
import type { StoredScan } from './stored-scan.ts';

/** Where the page's clock alone made the gate ask, the server refuses. */
const isAskedByTheClock = ({ device, server }: StoredScan): boolean =>
  ['not_yet_valid', 'expired', 'outside_hours'].includes(device.reason) && server.outcome !== 'ask';

const isLetIn = ({ device, decision }: StoredScan): boolean =>
  device.outcome === 'allow' || decision === 'let_in';

/** A question that nobody is known to have answered, as beside a reader, is neither. */
const isTurnedAway = (scan: StoredScan): boolean =>
  !isLetIn(scan) && (scan.device.outcome === 'deny' || scan.decision === 'turned_away');

/** Whether the gate asked because it was on trial. */
function isTrialAsk(scan: StoredScan, wasClosed: (at: number) => boolean): boolean {
  const { device, class: of, direction } = scan;
  const isSentOn = device.reason === 'wrong_gate' && wasClosed(scan.scannedAt);
  return (
    device.outcome === 'ask' &&
    !isSentOn &&
    wouldBeRefused(device.reason, of ?? 'visitor', direction) &&
    !isAskedByTheClock(scan)
  );
}

class Counter<Row extends object> {
  readonly #rows = new Map<string, { readonly row: Row; count: number }>();

  add(row: Row): void {
    const key = JSON.stringify(row);
    const found = this.#rows.get(key);
    if (found === undefined) this.#rows.set(key, { row, count: 1 });
    else found.count += 1;
  }

  /** In the order of their keys. */
  rows(): (Row & { count: number })[] {
    return [...this.#rows]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { row, count }]) => ({ ...row, count }));
  }
}

/**
 * A day's scans as counts.
 * @param scans of the batches that may hold the day's
 * @param day YYYY-MM-DD in Shanghai
 * @param buildingOf by pass index
 * @param wasClosed whether the gate sent everybody on to the main gate then
 */
export function countScans(
  scans: readonly StoredScan[],
  day: string,
  buildingOf: (index: number) => string | undefined,
  wasClosed: (at: number) => boolean,
): GateDayCounts {
  const entries = new Counter<Omit<GateDayCounts['entries'][number], 'count'>>();
  const turnedAway = new Counter<Omit<GateDayCounts['turnedAway'][number], 'count'>>();
  const refused = new Counter<Omit<GateDayCounts['wouldBeRefused'][number], 'count'>>();
  for (const scan of scans) {
    if (shanghaiDay(scan.scannedAt) !== day) continue;
    const hour = Math.floor(shanghaiMinuteOfDay(scan.scannedAt) / 60);
    if (isTrialAsk(scan, wasClosed)) refused.add({ reason: scan.device.reason });
    if (isTurnedAway(scan)) turnedAway.add({ hour, reason: scan.device.reason });
    if (!isLetIn(scan) || scan.direction === 'out' || scan.class === undefined) continue;
    const building = scan.index === undefined ? undefined : buildingOf(scan.index);
    entries.add({ hour, class: scan.class, ...(building === undefined ? {} : { building }) });
  }
  return {
    entries: byHour(entries.rows()),
    turnedAway: byHour(turnedAway.rows()),
    wouldBeRefused: refused.rows(),
  };
}

const byHour = <Row extends { readonly hour: number }>(rows: Row[]): Row[] =>
  rows.sort((one, other) => one.hour - other.hour);
