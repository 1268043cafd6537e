import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openTable, type Table } from '../../functions/platform/table.ts';
import { createTable } from '../../infra/local/create-table.ts';
import { startEmbeddedEngine } from '../../infra/local/engine.ts';
import { type EngineProcess, startEngineProcess } from '../../infra/local/engine-process.ts';

export type TestEngine = {
  readonly endpoint: string;
  readonly port: number;
  readonly table: Table;
  stop(): Promise<void>;
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>;
};

/** A second engine, so that no store is tuned to one: AWS's own, in Java. */
async function startDynamoDbLocal(port: number | undefined): Promise<EngineProcess> {
  const jar = process.env.DYNAMODB_LOCAL_JAR;
  if (jar === undefined) throw new Error('DYNAMODB_LOCAL_JAR names no DynamoDBLocal.jar');
  const libraries = `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`;
  return startEngineProcess({
    file: 'java',
    folder: tmpdir(),
    argumentsFor: (free) => [libraries, '-jar', jar, '-inMemory', '-port', String(free)],
    ...(port === undefined ? {} : { port }),
  });
}

/**
 * A running engine with the table in it, in memory or, with `databasePath`, in a file that
 * outlives it. `STORE_ENGINE=dynamodb-local` takes AWS's engine from the jar that
 * `DYNAMODB_LOCAL_JAR` names.
 */
export async function startEngine(
  options: { readonly databasePath?: string; readonly port?: number } = {},
): Promise<TestEngine> {
  const engine =
    process.env.STORE_ENGINE === 'dynamodb-local' && options.databasePath === undefined
      ? await startDynamoDbLocal(options.port)
      : await startEmbeddedEngine(options);
  const table = openTable({
    name: 'xiaoquma-test',
    endpoint: engine.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createTable(table.documents, table.name);
  const close = (end: () => Promise<void>) => async () => {
    table.documents.destroy();
    await end();
  };
  return {
    endpoint: engine.endpoint,
    port: engine.port,
    table,
    stop: close(engine.stop),
    kill: close(engine.kill),
  };
}
