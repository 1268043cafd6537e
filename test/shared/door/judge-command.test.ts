import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Url, MAC_INPUT, type MacOf } from '../../../shared/door/door-mac.ts';
import {
  COMMAND_LIVES_MS,
  type CommandVerdict,
  type Handed,
  handOut,
  isRefused,
  judgeCommand,
} from '../../../shared/door/judge-command.ts';
import type { DoorId } from '../../../shared/ids.ts';

const doorId: DoorId = 'dor_1_1_0000000000000001';
const other: DoorId = 'dor_1_2_0000000000000002';
const underSecret =
  (secret: number): MacOf =>
  (input) =>
    createHmac('sha256', new Uint8Array(32).fill(secret)).update(input).digest();
const macOf = underSecret(1);
const random = (n: number) => base64Url(new Uint8Array(16).fill(n));
const handedAt = (now: number, handed: Handed = []) =>
  handOut(handed, { ask: random(1), fresh: random(2), now });
const command = (nonce: string, as = macOf, of = doorId) => ({
  nonce,
  mac: base64Url(as(MAC_INPUT.open(of, { nonce }))),
});
const judge = (handed: Handed, payload: unknown, now: number, retained = false) =>
  judgeCommand(handed, payload, { doorId, macOf, now, retained });

describe('a command', () => {
  it('opens once, by a nonce of this door, within three seconds', () => {
    const { handed, nonce } = handedAt(1_000);
    const first = judge(handed, command(nonce), 1_000 + COMMAND_LIVES_MS);
    expect(first).toMatchObject({ verdict: 'open', of: { ask: random(1), nonce } });
    expect(judge(first.handed, command(nonce), 1_500).verdict).toBe('repeated');
  });

  it.each<[string, unknown, CommandVerdict]>([
    ['under another secret', command(random(2), underSecret(2)), 'bad_mac'],
    ['for another door', command(random(2), macOf, other), 'bad_mac'],
    ['by a nonce of nobody', command(random(9)), 'unknown_nonce'],
    ['without a mac', { nonce: random(2) }, 'malformed'],
    ['that is no object', 'open', 'malformed'],
  ])('%s opens nothing, and takes no nonce away', (_, payload, verdict) => {
    const { handed, nonce } = handedAt(0);
    const judged = judge(handed, payload, 100);
    expect(judged.verdict).toBe(verdict);
    expect(isRefused(judged.verdict)).toBe(true);
    expect(judge(judged.handed, command(nonce), 200).verdict).toBe('open');
  });

  it('that is late opens nothing', () => {
    const { handed, nonce } = handedAt(0);
    expect(judge(handed, command(nonce), COMMAND_LIVES_MS + 1).verdict).toBe('late');
  });

  it('that a broker has kept opens nothing', () => {
    const { handed, nonce } = handedAt(0);
    expect(judge(handed, command(nonce), 1, true).verdict).toBe('retained');
  });

  it('of before the power went opens nothing', () => {
    const { nonce } = handedAt(0);
    expect(judge([], command(nonce), 1).verdict).toBe('unknown_nonce');
  });

  it('opens once in whatever order commands, repeats and asks come', () => {
    const step = fc.record({
      what: fc.constantFrom('ask', 'command'),
      which: fc.integer({ min: 1, max: 5 }),
      later: fc.integer({ min: 0, max: 2_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let handed: Handed = [];
        let now = 0;
        const givenAt = new Map<string, number>();
        const opened: string[] = [];
        for (const [n, { what, which, later }] of steps.entries()) {
          now += later;
          if (what === 'ask') {
            const out = handOut(handed, { ask: random(which), fresh: random(100 + n), now });
            handed = out.handed;
            if (!givenAt.has(out.nonce)) givenAt.set(out.nonce, now);
          } else {
            const nonce = [...givenAt.keys()][which] ?? random(250);
            const judged = judge(handed, command(nonce), now);
            handed = judged.handed;
            if (judged.verdict !== 'open') continue;
            expect(now - (givenAt.get(nonce) ?? Number.NaN)).toBeLessThanOrEqual(COMMAND_LIVES_MS);
            opened.push(nonce);
          }
        }
        expect(new Set(opened).size).toBe(opened.length);
      }),
    );
  });
});
