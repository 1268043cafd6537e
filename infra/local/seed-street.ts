import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { openTable } from '../../functions/platform/table.ts';
import { TABLE } from '../table.ts';
import { createTable } from './create-table.ts';
import { openDataFolder } from './data-folder.ts';
import { openEngine } from './engine.ts';
import { COMPOUNDS } from './seed/places.ts';
import { planStreet } from './seed/plan.ts';
import {
  COMPOUNDS_OF_THE_STREET,
  PEOPLE_OF_A_COMPOUND,
  seedCompound,
} from './seed/whole-street.ts';
import { seedStreet } from './seed.ts';
import { tableNameFor } from './table-name.ts';

/**
 * `npm run seed` writes the demo's street into the data folder, `npm run seed -- --street` a whole
 * one around it: 52 compounds of 2,000 people. What stands there stays.
 */
const { values } = parseArgs({ options: { street: { type: 'boolean', default: false } } });
const dataDir = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data');

const folder = await openDataFolder(dataDir);
const engine = await openEngine(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
  databasePath: folder.databasePath,
});
const name = tableNameFor(folder.serverSecret);
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const table = openTable({ name, endpoint: engine.endpoint, region: 'local', credentials });
const serverSecret = Buffer.from(folder.serverSecret, 'base64url');
const setStream = (isOn: boolean) =>
  table.documents.send(
    new UpdateTableCommand({
      TableName: name,
      StreamSpecification: isOn
        ? { StreamEnabled: true, StreamViewType: TABLE.stream }
        : { StreamEnabled: false },
    }),
  );

try {
  await createTable(table.documents, table.name);
  await seedStreet({ table, plan: planStreet(), serverSecret, now: Date.now() });
  process.stdout.write('\n示范街道已就绪 · the demo street stands\n');
  const more = values.street ? COMPOUNDS_OF_THE_STREET - COMPOUNDS.length : 0;
  // Each write to the embedded engine's stream takes longer than the one before; nobody reads it now.
  await setStream(false);
  for (let n = 1; n <= more; n++) {
    await seedCompound(table, serverSecret, COMPOUNDS.length + n, Date.now());
    process.stdout.write(
      `\r${n} / ${more} 个小区，每个 ${PEOPLE_OF_A_COMPOUND} 人 · compounds of ${PEOPLE_OF_A_COMPOUND}`,
    );
  }
  await setStream(true);
  process.stdout.write('\n');
} finally {
  table.documents.destroy();
  await engine.stop();
  folder.release();
}
