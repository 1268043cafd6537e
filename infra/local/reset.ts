import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse, openDataFolder } from './data-folder.ts';

/** What a start keeps; anything else in the folder is somebody else's and stays. */
const OURS =
  /^(table\.sqlite(-shm|-wal)?|issuer-key\.json|server-secret|(stream|audit)-checkpoints\.json|last-(daily|telling)-run|in-use\.json|.+\.draft)$/;

const dataDir = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data');

async function reset(): Promise<string> {
  if (!existsSync(dataDir)) return '没有数据，无需重置。\nNothing to reset.';
  await openDataFolder(dataDir);
  for (const name of readdirSync(dataDir)) {
    if (OURS.test(name)) rmSync(join(dataDir, name));
  }
  if (readdirSync(dataDir).length === 0) rmdirSync(dataDir);
  return '数据已清空，下次 npm start 从头开始。\nData removed; the next npm start begins anew.';
}

try {
  process.stdout.write(`\n${await reset()}\n\n`);
} catch (error) {
  if (!(error instanceof FolderInUse)) throw error;
  const { pid } = error.use.program;
  process.stderr.write(
    `\n小区码还在运行(进程 ${pid})，先结束它再重置。\nStill running (process ${pid}). Stop it first.\n\n`,
  );
  process.exitCode = 1;
}
