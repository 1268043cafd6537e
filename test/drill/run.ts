import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drillKey, isHeld, reportOf } from './key-drill.ts';

/** `npm run drill -- key`, on a street of its own. Ends with 1 when a promise is broken. */
const [subject] = process.argv.slice(2);
if (subject === 'key') {
  process.stdout.write('\n密钥泄露演练，约半分钟。Key compromise drill, half a minute.\n\n');
  const dataDir = mkdtempSync(join(tmpdir(), 'xiaoquma-drill-'));
  try {
    const findings = await drillKey(dataDir);
    process.stdout.write(`${reportOf(findings)}\n\n`);
    if (!findings.every(isHeld)) process.exitCode = 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
} else {
  process.stderr.write('\nnpm run drill -- key    密钥泄露演练  the issuer’s key is stolen\n\n');
  process.exitCode = 1;
}
