import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDigitOf, isCardNumber } from '../../shared/code/card-number.ts';
import { readCode } from '../../shared/code/pass-code.ts';
import { passJws } from '../../shared/code/pass-part.ts';
import { proofJws } from '../../shared/code/proof.ts';
import { isRefusal } from '../../shared/code/refusal.ts';
import { outcomeOf } from '../../shared/gate/decide-scan.ts';
import { DIRECTIONS, type PassClass, REASONS } from '../../shared/gate/outcomes.ts';
import { readVectors } from '../vectors/play-vector.ts';
import { hex } from '../vectors/street.ts';

const page = readFileSync(new URL('../../docs/pass-format.md', import.meta.url), 'utf8');

function outcomeTable(): string {
  const rows = REASONS.map((reason) =>
    [
      reason,
      outcomeOf(reason, 'resident', 'in'),
      outcomeOf(reason, 'resident', 'out'),
      outcomeOf(reason, 'visitor', 'in'),
      outcomeOf(reason, 'visitor', 'out'),
    ].join(' | '),
  );
  const head = [
    'Reason | resident, household: in | out | visitor, courier, staff: in | out',
    '--- | --- | --- | --- | ---',
  ];
  return [...head, ...rows].map((row) => `| ${row} |`).join('\n');
}

describe('the page that describes the format', () => {
  it('has numbers of cards with the digit that checks them, and numbers that are none', () => {
    const [, table = ''] = /<!-- numbers -->\n([\s\S]*?)<!-- \/numbers -->/.exec(page) ?? [];
    const rows = [...table.matchAll(/\| ([0-9]{7}) \| ([0-9]) \|/g)];
    expect(rows).toHaveLength(5);
    for (const [, seven = '', check] of rows) {
      expect([seven, checkDigitOf(seven)]).toEqual([seven, check]);
    }
    const [, none = ''] = /No number of a card: (.*)\. Spaces/.exec(page) ?? [];
    const wrong = [...none.matchAll(/`([^`]+)`/g)].map(([, number = '']) => number);
    expect(wrong).toHaveLength(4);
    expect(wrong.filter(isCardNumber)).toEqual([]);
  });

  it('has the table of outcomes as it is decided by', () => {
    const [, table] = /<!-- outcomes: .* -->\n([\s\S]*?)\n<!-- \/outcomes -->/.exec(page) ?? [];
    expect(table).toBe(outcomeTable());
    for (const reason of REASONS) {
      for (const direction of DIRECTIONS) {
        const of = (passClass: PassClass) => outcomeOf(reason, passClass, direction);
        expect(of('household')).toBe(of('resident'));
        expect([of('courier'), of('staff')]).toEqual([of('visitor'), of('visitor')]);
      }
    }
  });

  it('works its example on a code that is let in', () => {
    const [vector] = readVectors();
    const parts = readCode(vector?.text ?? '');
    if (vector === undefined || isRefusal(parts)) throw new Error('the first vector is no code');
    expect(vector.expect).toEqual({ outcome: 'allow', reason: 'ok' });
    const digest = createHash('sha256').update(parts.signedBytes).digest();
    const { slot = 0, signature = new Uint8Array() } = parts.proof ?? {};
    const example = [
      vector.text,
      vector.issuerKeys.i1,
      hex(digest),
      passJws(parts.partBytes, parts.issuerSignature),
      proofJws(digest, { mode: 'slot', slot }, signature),
    ];
    for (const line of example) expect(page).toContain(`\n${line}\n`);
    expect(page.replace(/ /g, '')).toContain(`\n${hex(parts.partBytes)}\n`);
    expect(page).toContain(`slot ${slot} (\`${slot.toString(16)}\`)`);
  });
});
