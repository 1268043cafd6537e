import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import { RESIDENTS } from '../support/street.ts';

const ROOT = join(import.meta.dirname, '../..');
const VECTORS = join(ROOT, 'test/vectors');

const verify = (...args: string[]) =>
  new Promise<{ exitCode: number | null; said: string }>((resolve) => {
    const running = execFile(
      process.execPath,
      [join(ROOT, 'verifier/xq-verify.js'), ...args],
      (_, out, problems) => resolve({ exitCode: running.exitCode, said: out + problems }),
    );
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xq-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the verifier that was written from the page alone', () => {
  it('takes nothing from the gates’ own code', async () => {
    for (const name of ['scan.js', 'xq-verify.js']) {
      const source = await readFile(join(ROOT, 'verifier', name), 'utf8');
      const from = [...source.matchAll(/from '([^']+)'/g)].map(([, place]) => place);
      expect(from.filter((place) => !/^node:|^\.\/scan\.js$/.test(place ?? ''))).toEqual([]);
    }
  });

  it.each(['refusals.json', 'decisions.json'])('reaches every verdict of %s', async (name) => {
    const { exitCode, said } = await verify('--vectors', join(VECTORS, name));
    expect(said).toMatch(/^[0-9]+ vectors, 0 verdicts differ/);
    expect(exitCode).toBe(0);
  });

  it('names the vector whose verdict it does not reach', async () => {
    const [vector] = JSON.parse(await readFile(join(VECTORS, 'refusals.json'), 'utf8'));
    const wrong = join(folder, 'wrong.json');
    const expected = { outcome: 'deny', reason: 'revoked' };
    await writeFile(wrong, JSON.stringify([{ ...vector, expect: expected }]));
    const { exitCode, said } = await verify('--vectors', wrong);
    expect([exitCode, said.split('\n')[0]]).toEqual([1, `${vector.name}: allow ok`]);
  });

  it('checks the number of a card by its last digit', async () => {
    for (const number of ['07945812', '0794 5812', '12345672'])
      expect((await verify(number)).exitCode).toBe(0);
    for (const number of ['07945811', '07945182', '12345627'])
      expect((await verify(number)).exitCode).toBe(1);
    expect((await verify('0794581')).exitCode).toBe(2);
  });

  it('says how to ask where it is asked for nothing', async () => {
    const { exitCode, said } = await verify();
    expect([exitCode, said.startsWith('xq-verify CODE')]).toEqual([2, true]);
  });
});

describe('a real street’s code, keys and gate state', () => {
  let engine: TestEngine;
  let house: Gatehouse;
  beforeAll(async () => {
    engine = await startEngine();
    await layGates(engine.table);
  });
  afterAll(() => engine.stop());

  let files: string[];
  beforeEach(async () => {
    house = await openGatehouse(engine.table, fixedClock());
    const device = await house.deviceAt(GATES.east);
    const state = await house.call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
    const keys = await house.call('keys', 'GET', '/.well-known/jwks.json');
    const [keysFile, stateFile] = [join(folder, 'keys.json'), join(folder, 'state.json')];
    await writeFile(keysFile, JSON.stringify(keys.body));
    await writeFile(stateFile, JSON.stringify(state.body));
    files = ['--keys', keysFile, '--state', stateFile];
  });
  const at = (offMs: number) => ['--at', new Date(house.clock() + offMs).toISOString()];

  it('are judged as the gate judges them, each step in words', async () => {
    const phone = await house.phoneOf(RESIDENTS.mother);
    const code = phone.showAt(house.clock());
    const now = await verify(code, ...files, ...at(0));
    expect(now.said).toContain('allow · ok');
    expect([now.exitCode, now.said.split('✓').length - 1]).toEqual([0, 14]);
    const later = await verify(code, ...files, ...at(20_000));
    expect(later.said).toContain('✗ slot: stale_code');
    expect([later.exitCode, later.said.includes('deny · stale_code')]).toEqual([1, true]);
  });

  it('tell nothing where list or rules are not what the issuer’s list key signed', async () => {
    const path = files[3] ?? '';
    const state = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(
      path,
      JSON.stringify({ ...state, rules: state.rules.replace(/....$/, 'AAAA') }),
    );
    const { exitCode, said } = await verify('XQ1:', ...files, ...at(0));
    expect(said).toContain('not signed by whom it should be');
    expect(exitCode).toBe(2);
  });
});
