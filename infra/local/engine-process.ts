import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** An engine that runs as a child of this process and ends with it. */
export type EngineProcess = {
  readonly endpoint: string;
  readonly pid: number;
  readonly port: number;
  /** Resolves when the child has ended, however that came about. */
  readonly ended: Promise<void>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
};

export type EngineCommand = {
  readonly file: string;
  readonly argumentsFor: (port: number) => readonly string[];
  /** Where it may leave files behind. */
  readonly folder?: string;
  /** A fixed port, as when an engine comes back after a crash; otherwise any free one. */
  readonly port?: number;
};

/** The port found free may be taken before the engine has it. */
const PORT_TRIES = 5;
/** The embedded engine answers in milliseconds, a Java one in two seconds; a loaded machine in ten times that. */
const LONGEST_START_MS = 20_000;
const PROBE_EVERY_MS = 10;
/** Long enough to close a database, short enough for a person at a terminal. */
const LONGEST_STOP_MS = 5_000;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    // Any answer will do, a refusal too: it speaks HTTP on this port.
    await fetch(endpoint, { signal: AbortSignal.timeout(LONGEST_START_MS) });
    return true;
  } catch {
    return false;
  }
}

function track(child: ChildProcess, pid: number, port: number): EngineProcess {
  const ended = once(child, 'exit').then(() => undefined);
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid,
    port,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const patience = after(LONGEST_STOP_MS, undefined, { ref: false }).then(killNow);
      await Promise.race([ended, patience]);
      await ended;
    },
    kill: async () => {
      killNow();
      await ended;
    },
  };
}

/** Starts the command and waits until it answers. Throws where it cannot be started. */
export async function startEngineProcess(command: EngineCommand): Promise<EngineProcess> {
  for (let tries = 1; ; tries++) {
    const port = command.port ?? (await freePort());
    const child = spawn(command.file, command.argumentsFor(port), {
      stdio: 'ignore',
      // An interrupt at the terminal reaches the parent alone, which then ends the engine in order.
      detached: true,
      ...(command.folder === undefined ? {} : { cwd: command.folder }),
    });
    child.once('error', () => undefined);
    if (child.pid === undefined) throw new Error(`cannot run ${command.file}`);
    const engine = track(child, child.pid, port);

    let running = true;
    void engine.ended.then(() => {
      running = false;
    });
    const deadline = performance.now() + LONGEST_START_MS;
    while (running && performance.now() < deadline) {
      if ((await answers(engine.endpoint)) && running) return engine;
      await after(PROBE_EVERY_MS);
    }
    if (running) await engine.kill();
    if (command.port !== undefined || tries === PORT_TRIES) {
      throw new Error(`the engine did not start: ${command.file}`);
    }
  }
}
