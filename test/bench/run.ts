import { parseArgs } from 'node:util';
import { alertSpeed } from './alerts.ts';
import { arrivals } from './arrivals.ts';
import { audit } from './audit.ts';
import { bundles } from './bundles.ts';
import { codeSizes } from './code-sizes.ts';
import { consoleLists } from './console-lists.ts';
import { costs } from './cost.ts';
import { decisions } from './decisions.ts';
import { deskClock } from './desk-clock.ts';
import { deskLists } from './desk-lists.ts';
import { destruction } from './destroy.ts';
import { morningDigest } from './digest.ts';
import { type Figure, isMet, type Subject } from './figure.ts';
import { healthFeed } from './health-feed.ts';
import { pages } from './pages.ts';
import { queue } from './queue.ts';
import { reader } from './reader.ts';
import { rosters } from './rosters.ts';
import { scanToOpen } from './scan-to-open.ts';
import { scanUnits } from './scans.ts';
import { statusLists } from './status-lists.ts';
import { scanSpeed } from './uploads.ts';

/**
 * `npm run bench` prints a table, `npm run bench -- --json` one object a line, `--only NAME` runs
 * what begins with NAME. Ends with 1 when a target is missed.
 */
const SUBJECTS: readonly Subject[] = [
  codeSizes,
  decisions,
  statusLists,
  scanUnits,
  scanSpeed,
  scanToOpen,
  arrivals,
  audit,
  rosters,
  bundles,
  consoleLists,
  deskClock,
  healthFeed,
  queue,
  costs,
  deskLists,
  destruction,
  morningDigest,
  alertSpeed,
  reader,
  pages,
];

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const isWanted = (name: string) => options.only === undefined || name.startsWith(options.only);
const mayHold = ({ names }: Subject) =>
  names.some((name) => isWanted(name) || options.only?.startsWith(name) === true);

function targetOf({ target }: Figure): string {
  if (target === undefined) return '';
  return 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

const rounded = (value: number) => Number(value.toPrecision(4));

function printLine(figure: Figure): void {
  const { name, value, unit, target } = figure;
  const bound = target === undefined ? null : 'atMost' in target ? target.atMost : target.atLeast;
  console.log(
    JSON.stringify({ name, value: rounded(value), unit, target: bound, ok: isMet(figure) }),
  );
}

function printRow(figure: Figure): void {
  const { name, value, unit, note } = figure;
  const target = targetOf(figure);
  const met = target === '' ? '' : isMet(figure) ? 'met' : 'MISSED';
  const columns = [
    name.padEnd(34),
    String(rounded(value)).padStart(8),
    unit.padEnd(11),
    target.padStart(7),
    met.padEnd(7),
    note ?? '',
  ];
  console.log(columns.join('  ').trimEnd());
}

const print = options.json ? printLine : printRow;
let missed = false;
for (const subject of SUBJECTS.filter(mayHold)) {
  for (const figure of await subject.measure()) {
    if (!isWanted(figure.name)) continue;
    print(figure);
    missed ||= !isMet(figure);
  }
}
if (missed) process.exitCode = 1;
