import { createRequire } from 'node:module';
import { type EngineProcess, startEngineProcess } from './engine-process.ts';

/** Where the table is kept: our own child, or another engine that was named. */
export type Engine = {
  readonly endpoint: string;
  readonly process?: EngineProcess;
  stop(): Promise<void>;
};

export type EngineOptions = {
  /** The database's file; without it everything is in memory. */
  readonly databasePath?: string;
  readonly port?: number;
};

/** The embedded engine comes as a package with one executable, for Linux on x64. */
export function embeddedEngine(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    return undefined;
  }
}

export class EngineMissing extends Error {
  override readonly name = 'EngineMissing';
}

/** Starts the embedded engine. @throws EngineMissing where there is none for this machine */
export async function startEmbeddedEngine(options: EngineOptions): Promise<EngineProcess> {
  const file = embeddedEngine();
  if (file === undefined) throw new EngineMissing('no embedded engine for this machine');
  const { databasePath, port } = options;
  const database = databasePath === undefined ? [] : ['--db-path', databasePath];
  return startEngineProcess({
    file,
    argumentsFor: (free) => ['--host', '127.0.0.1', '--port', String(free), ...database],
    ...(port === undefined ? {} : { port }),
  });
}

/** The engine that the environment names, or the embedded one. */
export async function openEngine(
  namedEndpoint: string | undefined,
  options: EngineOptions,
): Promise<Engine> {
  if (namedEndpoint !== undefined && namedEndpoint !== '') {
    return { endpoint: namedEndpoint, stop: async () => undefined };
  }
  const process = await startEmbeddedEngine(options);
  return { endpoint: process.endpoint, process, stop: process.stop };
}
