import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { startEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openGatehouse } from '../support/gatehouse.ts';
import { addHouses, ROSTER_HEADER, rosterDesk } from '../support/roster-desk.ts';
import { workbookOf } from '../support/roster-files.ts';
import { layStreet } from '../support/street.ts';

const PEOPLE = 10_369;
const [BUILDINGS, FLOORS] = [40, 22];
const KB_A_MB = 1_024;

const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');
const TIES = ['业主', '家属', '家属', '租客', '照护人员'];

/** Three people to a house, half of them with a phone of their own. */
function roster(houses: readonly string[]): unknown[][] {
  return Array.from({ length: PEOPLE }, (_, at) => [
    houses[Math.floor(at / 3) % houses.length],
    `${surnames[at % surnames.length]}${String.fromCodePoint(0x4e00 + (at % 20_000), 0x5000 + (at % 7_919))}`,
    TIES[at % TIES.length],
    at % 2 === 0 ? `138${String(10_000_000 + at)}` : '',
  ]);
}

const engine = await startEngine();
// Each write to the embedded engine's stream takes longer than the one before, and thousands are
// written here; a table in the cloud knows no such growth. Nobody reads the stream in this program.
await engine.table.documents.send(
  new UpdateTableCommand({
    TableName: engine.table.name,
    StreamSpecification: { StreamEnabled: false },
  }),
);
await layStreet(engine.table);
await addHouses(engine.table, BUILDINGS, FLOORS);
const house = await openGatehouse(engine.table, fixedClock());
const desk = rosterDesk(house);
const houses = (await house.stores.compounds.listHouses('cmp_1')).map(({ label }) => label);
const file = new Uint8Array(await workbookOf([ROSTER_HEADER, ...roster(houses)]));

const began = performance.now();
const sent = await desk.send(file);
if (sent.status !== 200) throw new Error(`the roster was refused: ${sent.code}`);
const preview = Object(sent.body).import;
if (preview.rows !== PEOPLE || preview.errors !== 0) throw new Error('the roster is in error');
const previewed = performance.now();
const confirmed = await desk.confirm(preview, { others: 'register' });
if (confirmed.status !== 200) throw new Error(`not confirmed: ${confirmed.code}`);
await desk.work();
const ended = performance.now();
const done = await desk.read(preview.importId);
if (done.state !== 'done' || done.counts.registered !== PEOPLE) throw new Error('not imported');
const withdrawing = await desk.withdraw(done);
if (withdrawing.status !== 200) throw new Error(`not withdrawn: ${withdrawing.code}`);
await desk.work();
const withdrawn = performance.now();
const back = await desk.read(preview.importId);
if (back.state !== 'withdrawn' || back.counts.removed !== PEOPLE) throw new Error('not withdrawn');
await engine.stop();

process.stderr.write(`preview ${Math.round(previewed - began)} ms\n`);
process.stderr.write(`withdrawal ${Math.round(withdrawn - ended)} ms\n`);
process.stdout.write(
  JSON.stringify({
    'import.10369.seconds': (ended - began) / 1_000,
    'import.10369.mb': process.resourceUsage().maxRSS / KB_A_MB,
  }),
);
