import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import * as z from 'zod';
import { identify, isRunning, ProcessIdentity } from './process-identity.ts';

/** Who uses a data folder: this program and its engine. */
const Use = z.object({
  program: ProcessIdentity,
  engine: ProcessIdentity.optional(),
  /** Where the engine answers, for another program that looks into the table meanwhile. */
  engineEndpoint: z.string().optional(),
  origin: z.string().optional(),
});
type Use = z.infer<typeof Use>;

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly use: Use;
  constructor(use: Use) {
    super('the data folder is in use');
    this.use = use;
  }
}

const GONE_AFTER_TRIES = 100;
const TRY_EVERY_MS = 20;
const SECRET_BYTES = 32;

/** What one start of the program keeps: the engine's database, the secret, the issuer's key. */
export type DataFolder = {
  readonly databasePath: string;
  readonly issuerKeyPath: string;
  /** 32 bytes, base64url; made at the first start. */
  readonly serverSecret: string;
  /** A file of this folder for small facts that outlive a start. */
  path(name: string): string;
  /** Notes the engine, so that the next start can end it if this program could not. */
  noteEngine(pid: number, endpoint: string): void;
  /** Notes where the pages are, for whoever tries to start a second time. */
  noteOrigin(origin: string): void;
  /** Lets the next start have it. */
  release(): void;
};

/** Writes whole or not at all, readable by the owner alone. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}

function readUse(path: string): Use | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return Use.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** What a running program uses a folder for; undefined where none does. */
export function useOf(folder: string): Use | undefined {
  const use = readUse(join(folder, 'in-use.json'));
  return use !== undefined && isRunning(use.program) ? use : undefined;
}

/** The engine of a program that was ended too suddenly to end it. */
async function endOrphan(engine: ProcessIdentity): Promise<void> {
  for (let tries = 0; isRunning(engine); tries++) {
    if (tries === GONE_AFTER_TRIES) throw new Error(`the old engine does not end: ${engine.pid}`);
    if (tries === 0) process.kill(engine.pid, 'SIGKILL');
    await after(TRY_EVERY_MS);
  }
}

export function readSecret(path: string): string {
  if (!existsSync(path)) writeWhole(path, randomBytes(SECRET_BYTES).toString('base64url'));
  return readFileSync(path, 'utf8').trim();
}

/**
 * Takes a folder for this program alone.
 * @throws FolderInUse where another program has it
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const usePath = join(folder, 'in-use.json');
  const before = readUse(usePath);
  if (before !== undefined && isRunning(before.program)) throw new FolderInUse(before);
  if (before?.engine !== undefined) await endOrphan(before.engine);

  let use: Use = { program: identify(process.pid) ?? { pid: process.pid, startedAt: '' } };
  const note = (more: Partial<Use>): void => {
    use = { ...use, ...more };
    writeWhole(usePath, JSON.stringify(use));
  };
  note({});
  return {
    databasePath: join(folder, 'table.sqlite'),
    issuerKeyPath: join(folder, 'issuer-key.json'),
    serverSecret: readSecret(join(folder, 'server-secret')),
    path: (name) => join(folder, name),
    noteEngine: (pid, engineEndpoint) => {
      const engine = identify(pid);
      if (engine !== undefined) note({ engine, engineEndpoint });
    },
    noteOrigin: (origin) => note({ origin }),
    release: () => rmSync(usePath, { force: true }),
  };
}
