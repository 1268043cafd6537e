import type { App } from '../../functions/platform/http.ts';
import type { FunctionName } from '../paths.ts';

/** What the entry points read, as it is for one start on one machine. */
export type LocalEnvironment = Readonly<Record<string, string>>;

/** The functions of one start: the very entry points that a deployment runs. */
export type FunctionModules = {
  readonly apps: Readonly<Record<FunctionName, App>>;
  readonly takeTableStream: (event: unknown) => Promise<unknown>;
  readonly runDaily: () => Promise<unknown>;
};

let starts = 0;
let importing: Promise<unknown> = Promise.resolve();

/** A new instance of an entry point, as a deployment starts a new process for new variables. */
async function importEntryPoint(name: string, start: number): Promise<Record<string, unknown>> {
  const url = new URL(`../../functions/entrypoints/${name}.lambda.ts`, import.meta.url);
  return import(/* @vite-ignore */ `${url.href}?start=${start}`);
}

async function importAll(environment: LocalEnvironment): Promise<FunctionModules> {
  const start = starts++;
  Object.assign(process.env, environment);
  const entry = (name: string) => importEntryPoint(name, start);
  const [resident, guard, manager, keys, tableStream, daily] = await Promise.all([
    entry('resident'),
    entry('guard'),
    entry('manager'),
    entry('keys'),
    entry('table-stream'),
    entry('daily'),
  ]);
  // cast: an entry point that answers requests exports its Hono app as `app`
  const app = (module: Record<string, unknown>) => module.app as App;
  // cast: an entry point that takes events exports one function as `handler`
  const handler = (module: Record<string, unknown>) =>
    module.handler as (event?: unknown) => Promise<unknown>;
  return {
    apps: { resident: app(resident), guard: app(guard), manager: app(manager), keys: app(keys) },
    takeTableStream: handler(tableStream),
    runDaily: handler(daily),
  };
}

/** One import at a time: the entry points read the environment, of which a process has one. */
export function importFunctions(environment: LocalEnvironment): Promise<FunctionModules> {
  const turn = importing.then(() => importAll(environment));
  importing = turn.catch(() => undefined);
  return turn;
}
