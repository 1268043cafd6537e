import type { PassPart } from '../../shared/code/pass-part.ts';
import { CLASSES, DIRECTIONS, type PassClass } from '../../shared/gate/outcomes.ts';
import { allow, ask, deny, scenario } from './scenario.ts';
import { INDEX, liveCode, NOW_MS, NOW_SLOT, passOf, RULES, slotProof } from './street.ts';
import type { Vector } from './vector.ts';

const HOUR_MS = 3_600_000;
const closedAs = (closed: object) => ({
  gate: {
    ...RULES,
    name: '西门',
    closed: { since: NOW_MS - HOUR_MS, mainGate: '东门', ...closed },
  },
});
const CLOSED = closedAs({});

/** A side gate while its compound has a single entrance: it sends on, and holds nobody. */
export function closedVectors(): Vector[] {
  const at = (
    name: string,
    expect: Vector['expect'],
    changes: Partial<Vector> = {},
    part: Partial<PassPart> = {},
    of: PassClass = 'resident',
  ) =>
    scenario(`closed: ${name}`, liveCode(passOf(of, part), slotProof(NOW_SLOT)), expect, {
      ...CLOSED,
      ...changes,
    });
  const unused = { limit: 5, used: 0 };
  const everybody = CLASSES.flatMap((of) =>
    DIRECTIONS.map((direction) =>
      at(
        `${of}, ${direction}`,
        direction === 'in' ? ask('wrong_gate') : allow(),
        { direction, uses: of === 'visitor' || of === 'courier' ? unused : null },
        {},
        of,
      ),
    ),
  );
  return [
    ...everybody,
    at('until a moment that is over', allow(), closedAs({ until: NOW_MS })),
    at('until a moment to come', ask('wrong_gate'), closedAs({ until: NOW_MS + 1 })),
    at('from a moment to come', allow(), closedAs({ since: NOW_MS + 1 })),
    at('a withdrawn pass', deny('revoked'), {}, { index: INDEX.revoked }),
    at(
      'a pass that names no gate here, going out',
      allow('wrong_gate'),
      { direction: 'out' },
      {
        gates: 0b10,
      },
    ),
    at(
      'a visitor whom the gate does not admit',
      deny('wrong_gate'),
      { uses: unused },
      { gates: 0b10 },
      'visitor',
    ),
  ];
}
