import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyFile, PUBLISHED_BEFORE_MS } from './issuer-key-file.ts';

const dataDir = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data');
const path = join(dataDir, 'issuer-key.json');
const ROLES = {
  next: '已公布，尚未启用  published, signs soon',
  signs: '签发中  signs',
  verifies: '只核验  verifies only',
  over: '已过期  over',
  withdrawn: '已吊销  withdrawn',
} as const;
const USAGE =
  'npm run keys                      现有密钥  what there is\n' +
  'npm run keys -- rotate            换新密钥，十分钟后启用  a new key, signing in ten minutes\n' +
  'npm run keys -- rotate now        立即启用  signing at once\n' +
  'npm run keys -- withdraw <i1>     吊销，它签的码立即失效  what it signed is void at once\n';

function run([verb, argument]: readonly string[]): string | undefined {
  if (!existsSync(path)) return undefined;
  const file = openKeyFile(path);
  const now = Date.now();
  const list = () =>
    file
      .roles(now)
      .map(({ kid, role }) => `${kid.padEnd(5)} ${ROLES[role]}\n`)
      .join('');
  if (verb === undefined) return list();
  if (verb === 'rotate' && (argument === undefined || argument === 'now')) {
    file.rotate(now, argument === 'now' ? 0 : PUBLISHED_BEFORE_MS);
    return list();
  }
  if (verb === 'withdraw' && argument !== undefined && file.withdraw(argument, now)) return list();
  return undefined;
}

const said = run(process.argv.slice(2));
if (said === undefined) {
  process.stderr.write(
    `\n做不到：没有这个密钥，或没有别的密钥在签发，或还没有数据。\nNot possible: no such key, or no other that signs, or no data yet.\n\n${USAGE}\n`,
  );
  process.exitCode = 1;
} else {
  process.stdout.write(`\n${said}\n`);
}
