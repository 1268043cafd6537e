import { startEngine } from './engine.ts';
import { fixedClock } from './fixed-clock.ts';
import { openGatehouse } from './gatehouse.ts';
import { layGates } from './gates.ts';

/** A gatehouse on a table of its own, with the street and its gates in it, at noon. */
export async function openOwnGatehouse() {
  const engine = await startEngine();
  await layGates(engine.table);
  const clock = fixedClock();
  return { engine, clock, house: await openGatehouse(engine.table, clock) };
}
