import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ChainId,
  createAuditedRecords,
  createChainStore,
  verifyRecords,
} from '../../functions/audit/index.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import { openTable, type Table } from '../../functions/platform/table.ts';
import { sayVerification } from './audit-report.ts';
import { openDataFolder, readSecret, useOf } from './data-folder.ts';
import { openEngine } from './engine.ts';
import { tableNameFor } from './table-name.ts';

/**
 * `npm run audit:verify [-- --compound cmp_1]` checks the chains of the local data folder, also
 * while the street runs; with TABLE_NAME and SERVER_SECRET in the environment, of that table. Ends
 * with 1 where something does not hold.
 */
const { values: options } = parseArgs({ options: { compound: { type: 'string' } } });

type Opened = { readonly table: Table; readonly secret: string; close(): Promise<void> };

const LOCAL = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** The table that the environment names. */
function openNamed(name: string, secret: string): Opened {
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const table = openTable(endpoint === undefined ? { name } : { name, endpoint });
  return { table, secret, close: async () => table.documents.destroy() };
}

/** The table of a data folder: by the engine that runs, or by one of our own while none does. */
async function openFolder(dataDir: string): Promise<Opened> {
  const use = useOf(dataDir);
  const named = use?.engineEndpoint ?? process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const folder = use === undefined ? await openDataFolder(dataDir) : undefined;
  const secret = folder?.serverSecret ?? readSecret(join(dataDir, 'server-secret'));
  const databasePath = join(dataDir, 'table.sqlite');
  const engine = await openEngine(named, { databasePath });
  const table = openTable({ name: tableNameFor(secret), endpoint: engine.endpoint, ...LOCAL });
  return {
    table,
    secret,
    close: async () => {
      table.documents.destroy();
      await engine.stop();
      folder?.release();
    },
  };
}

const { TABLE_NAME, SERVER_SECRET, DATA_DIR } = process.env;
const dataDir = DATA_DIR ?? join(import.meta.dirname, '../../.data');
const opened =
  TABLE_NAME !== undefined && SERVER_SECRET !== undefined
    ? openNamed(TABLE_NAME, SERVER_SECRET)
    : await openFolder(dataDir);
try {
  const ports = {
    chains: createChainStore(opened.table),
    records: createAuditedRecords(opened.table),
    saltKey: deriveKey(Buffer.from(opened.secret, 'base64url'), 'audit'),
  };
  const found = await verifyRecords(ports, {
    now: Date.now(),
    only: ChainId.optional().parse(options.compound),
  });
  const { text, holds } = sayVerification(found);
  process.stdout.write(text);
  if (!holds) process.exitCode = 1;
} finally {
  await opened.close();
}
