import { join } from 'node:path';
import { FolderInUse } from './data-folder.ts';
import { EngineMissing } from './engine.ts';
import { PortTaken } from './server.ts';
import { startLocal } from './start-local.ts';

const DEFAULT_PORT = 5199;
const port = Number(process.env.PORT ?? DEFAULT_PORT);
const dataDir = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data');

/** What went wrong, in words that say what to do; a fault nobody expected keeps its stack. */
function inWords(error: unknown): string | undefined {
  if (error instanceof PortTaken) {
    return (
      `端口 ${port} 已被占用，换一个：PORT=${port + 1} npm start\n` +
      `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`
    );
  }
  if (error instanceof FolderInUse) {
    const { program, origin = '' } = error.use;
    return (
      `已经在运行(进程 ${program.pid})${origin}，打开它，或先结束它。\n` +
      `Already running (process ${program.pid}) ${origin}. Open it, or stop it first.`
    );
  }
  if (error instanceof EngineMissing) {
    return (
      '本机没有内置的数据库（只有 Linux x64 有）。用 AWS_ENDPOINT_URL_DYNAMODB 指定一个 DynamoDB 后再启动。\n' +
      'There is no embedded engine for this machine (Linux x64 only). Name a DynamoDB in AWS_ENDPOINT_URL_DYNAMODB and start again.'
    );
  }
  return undefined;
}

const starting = startLocal({
  port,
  dataDir,
  namedEngine: process.env.AWS_ENDPOINT_URL_DYNAMODB,
});

// A terminal and a runner in between may both pass an interrupt on, also during the start: the
// first one ends everything in order, the second changes nothing.
const end = (): void => {
  starting
    .then((local) => local.stop())
    .then(() => process.exit(0))
    .catch(() => process.exit(1));
};
process.on('SIGINT', end);
process.on('SIGTERM', end);

try {
  await starting;
} catch (error) {
  const words = inWords(error);
  if (words === undefined) throw error;
  process.stderr.write(`\n${words}\n\n`);
  process.exitCode = 1;
}
