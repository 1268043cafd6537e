import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import type { DeployedFunction } from './stack.ts';

const HOST = join(import.meta.dirname, 'lambda-host.js');
const Said = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ refused: z.string() }),
  z.object({ id: z.string(), answer: z.unknown() }),
  z.object({ id: z.string(), fault: z.string() }),
]);

export class FunctionFailed extends Error {
  override readonly name = 'FunctionFailed';
}

export type Lambda = {
  readonly name: string;
  /** What it wrote to its log. */
  readonly lines: readonly string[];
  /**
   * One call. @returns what the handler answered, as JSON
   * @throws FunctionFailed
   */
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

/** What Lambda adds to a function's own variables. The key tells who calls AWS. */
function reserved({ name, memory }: DeployedFunction, region: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyOf(name),
    AWS_SECRET_ACCESS_KEY: 'of one start',
    AWS_SESSION_TOKEN: 'of one start',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    TZ: ':UTC',
  };
}
export const accessKeyOf = (name: string): string => `ASIA${name}`;

/**
 * Starts a function in a process of its own, with the variables of the template and Lambda's, and
 * nothing of this process.
 * @param endpoint where AWS is, on loopback
 * @throws FunctionFailed where it does not start
 */
export async function startLambda(
  deployed: DeployedFunction,
  { region, endpoint }: { readonly region: string; readonly endpoint: string },
): Promise<Lambda> {
  const { name, environment, folder, handler } = deployed;
  const [file = '', exported = ''] = handler.split('.');
  const child = fork(HOST, [join(folder, `${file}.mjs`), exported], {
    env: { ...environment, ...reserved(deployed, region), AWS_ENDPOINT_URL: endpoint },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  child.stderr?.on('data', (chunk) => lines.push(...String(chunk).split('\n').filter(Boolean)));

  const waiting = new Map<string, (said: z.infer<typeof Said>) => void>();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  const first = await once(child, 'message').then(([said]) => Said.parse(said));
  if (!('ready' in first)) {
    await stop();
    throw new FunctionFailed(`${name} does not start: ${'refused' in first ? first.refused : ''}`);
  }
  child.on('message', (message) => {
    const said = Said.parse(message);
    if ('id' in said) waiting.get(said.id)?.(said);
  });

  let calls = 0;
  return {
    name,
    lines,
    invoke: async (event) => {
      const id = `${name}-${++calls}`;
      const answered = new Promise<z.infer<typeof Said>>((resolve) => waiting.set(id, resolve));
      child.send({ id, event });
      const said = await answered;
      waiting.delete(id);
      if ('fault' in said) throw new FunctionFailed(`${name}: ${said.fault}`);
      return 'answer' in said ? said.answer : undefined;
    },
    stop,
  };
}
