import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drillKey, isHeld, reportOf } from '../drill/key-drill.ts';

async function drilled(withdraws: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'xq-drill-'));
  try {
    return await drillKey(folder, withdraws);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('after a key is stolen every gate refuses what it signed and nothing else, and the drill fails where one does not', async () => {
  const [kept, broken] = await Promise.all([drilled(true), drilled(false)]);
  expect(kept.filter((finding) => !isHeld(finding))).toEqual([]);
  expect(reportOf(kept)).toContain('全部守住');
  // A stolen key that is left in place: the thief and the old codes still come in.
  const promised = broken.filter((finding) => !isHeld(finding)).map(({ en }) => en);
  expect(promised).toEqual([
    'Withdrawn: the new key alone is published',
    'Withdrawn: forged codes are refused',
    'Withdrawn: old codes are refused',
    'The thief is still refused',
  ]);
  expect(reportOf(broken)).toContain('✘');
});
