import fc from 'fast-check';
import { DIRECTIONS } from '../../../../shared/gate/outcomes.ts';
import { MANUAL_CLASSES } from '../../../../shared/messages/openings.ts';
import { FATES } from './network.ts';
import type { Schedule } from './schedule.ts';
import { CODE_KINDS, GATE_NAMES, PEOPLE } from './street.ts';

/** One thing that happens, said in words, so that a counterexample reads as a story. */
type Command = fc.AsyncCommand<object, Schedule>;

function command(words: string, run: (schedule: Schedule) => unknown): Command {
  return {
    check: () => true,
    run: async (_, schedule) => {
      await run(schedule);
      await schedule.settle();
    },
    toString: () => words,
  };
}

/** The first most often: faults that need one gate and one person twice are met at all. */
const mostlyFirst = <One>(things: readonly One[]): fc.Arbitrary<One> =>
  fc.oneof(
    ...things.map((one, place) => ({
      weight: 4 ** (things.length - place),
      arbitrary: fc.constant(one),
    })),
  );
const gate = mostlyFirst(GATE_NAMES);
const person = mostlyFirst(PEOPLE);
const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constant(CODE_KINDS[0]) },
  { weight: 3, arbitrary: fc.constant(CODE_KINDS[1]) },
  { weight: 1, arbitrary: fc.constant(CODE_KINDS[2]) },
);
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const scan = fc
  .tuple(gate, person, kind, fc.constantFrom(...DIRECTIONS))
  .map(([at, who, what, direction]) =>
    command(`${at} scans the ${who}’s ${what}, going ${direction}`, (schedule) =>
      schedule.scan(at, who, what, direction),
    ),
  );
const rush = fc
  .tuple(gate, fc.constantFrom(3, 24, 26, 52))
  .map(([at, count]) =>
    command(`${at} scans ${count} shopping receipts`, (schedule) => schedule.rush(at, count)),
  );
const answer = fc
  .tuple(gate, fc.constantFrom('let_in', 'turned_away'))
  .map(([at, decision]) =>
    command(`${at}’s guard says ${decision}`, (schedule) => schedule.answer(at, decision)),
  );
const open = fc
  .tuple(gate, fc.constantFrom(...MANUAL_CLASSES, 'emergency' as const))
  .map(([at, what]) =>
    command(`${at} opens by hand: ${what}`, (schedule) => schedule.open(at, what)),
  );
const explain = gate.map((at) =>
  command(`${at} explains its oldest emergency`, (schedule) => schedule.explain(at)),
);
const ask = fc
  .tuple(gate, person, kind)
  .map(([at, who, what]) =>
    command(`${at}’s reader asks the server about the ${who}’s ${what}`, (schedule) =>
      schedule.ask(at, who, what),
    ),
  );
const pass = fc
  .constantFrom(SECOND_MS, 6 * SECOND_MS, 20 * SECOND_MS, 5 * MINUTE_MS)
  .map((ms) => command(`${ms / SECOND_MS} s pass`, (schedule) => schedule.pass(ms)));
const network = fc
  .tuple(gate, fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 5 }))
  .map(([at, fates]) =>
    command(`${at}’s next requests: ${fates.join(', ')}`, (schedule) =>
      schedule.network(at, fates),
    ),
  );
const letThrough = fc
  .tuple(gate, fc.boolean())
  .map(([at, newestFirst]) =>
    command(
      `${at}’s held requests arrive, ${newestFirst ? 'the newest' : 'the oldest'} first`,
      (schedule) => schedule.letThrough(at, newestFirst),
    ),
  );
const dies = fc
  .tuple(gate, fc.nat({ max: 12 }))
  .map(([at, answers]) =>
    command(`${at}’s page dies after ${answers} answers of its disk`, (schedule) =>
      schedule.dieAfter(at, answers),
    ),
  );
const reload = gate.map((at) =>
  command(`${at}’s page is loaded anew`, (schedule) => schedule.reload(at)),
);
const fill = fc
  .tuple(gate, fc.boolean())
  .map(([at, isFull]) =>
    command(`${at}’s disk ${isFull ? 'is full' : 'has room'}`, (schedule) =>
      schedule.fill(at, isFull),
    ),
  );
const setClock = fc
  .tuple(gate, fc.constantFrom(-9 * HOUR_MS, -MINUTE_MS, 0, 7 * SECOND_MS, 30 * HOUR_MS))
  .map(([at, aheadMs]) =>
    command(`${at}’s wall clock is set ${aheadMs / SECOND_MS} s ahead`, (schedule) =>
      schedule.setClock(at, aheadMs),
    ),
  );
const sleep = fc
  .tuple(gate, fc.constantFrom(8 * SECOND_MS, 20 * MINUTE_MS))
  .map(([at, ms]) =>
    command(`${at}’s device sleeps ${ms / SECOND_MS} s`, (schedule) => schedule.sleep(at, ms)),
  );
const changeShift = gate.map((at) =>
  command(`${at}’s shift changes`, (schedule) => schedule.changeShift(at)),
);
const upload = gate.map((at) =>
  command(`${at} uploads at once`, (schedule) => schedule.upload(at)),
);
const serverDies = fc
  .nat({ max: 8 })
  .map((commands) =>
    command(`the server dies after ${commands} commands to the table`, (schedule) =>
      schedule.serverDiesAfter(commands),
    ),
  );

const happens = fc.oneof(
  { weight: 10, arbitrary: scan },
  { weight: 1, arbitrary: rush },
  { weight: 4, arbitrary: answer },
  { weight: 2, arbitrary: open },
  { weight: 1, arbitrary: explain },
  { weight: 4, arbitrary: ask },
  { weight: 4, arbitrary: pass },
  { weight: 4, arbitrary: network },
  { weight: 2, arbitrary: letThrough },
  { weight: 3, arbitrary: dies },
  { weight: 2, arbitrary: reload },
  { weight: 2, arbitrary: fill },
  { weight: 2, arbitrary: setClock },
  { weight: 1, arbitrary: sleep },
  { weight: 1, arbitrary: changeShift },
  { weight: 3, arbitrary: upload },
  { weight: 2, arbitrary: serverDies },
);

/** What happens at three gates on one bad day. */
export const badDays = fc.commands([happens], { maxCommands: 24, size: 'max' });
