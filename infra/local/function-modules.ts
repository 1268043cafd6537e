import { Hono } from 'hono';
import type { App } from '../../functions/platform/http.ts';
import type { FunctionName } from '../paths.ts';

/** What the entry points read, as it is for one start on one machine. */
export type LocalEnvironment = Readonly<Record<string, string>>;

/** The functions of one start: the very entry points that a deployment runs. */
export type FunctionModules = {
  readonly apps: Readonly<Record<FunctionName, App>>;
  readonly takeTableStream: (event: unknown) => Promise<unknown>;
  readonly sealAudit: (event: unknown) => Promise<unknown>;
  readonly runDaily: () => Promise<unknown>;
  readonly sweepAudit: () => Promise<unknown>;
  readonly resumePasses: () => Promise<unknown>;
  readonly importRosters: () => Promise<unknown>;
  readonly tellTenancies: () => Promise<unknown>;
  readonly runDesk: () => Promise<unknown>;
  readonly deliverNotifications: (event: unknown) => Promise<unknown>;
  readonly sendNotifications: () => Promise<unknown>;
  readonly tellAnnouncements: () => Promise<unknown>;
  readonly runEmergencies: () => Promise<unknown>;
  readonly takeDoorMessages: (event: unknown) => Promise<unknown>;
  readonly followEmergencies: (event: unknown) => Promise<unknown>;
};

type Module = Readonly<Record<string, unknown>>;

/** An entry point that answers requests exports its Hono app as `app`. */
function appOf({ app }: Module): App {
  if (!(app instanceof Hono)) throw new TypeError('an entry point without an app');
  return app;
}

/** An entry point that takes events exports one function as `handler`. */
function handlerOf({ handler }: Module): (event?: unknown) => Promise<unknown> {
  if (typeof handler !== 'function') throw new TypeError('an entry point without a handler');
  return async (event) => handler(event);
}

let starts = 0;
let importing: Promise<unknown> = Promise.resolve();

/** A new instance of an entry point, as a deployment starts a new process for new variables. */
async function importEntryPoint(name: string, start: number): Promise<Module> {
  const url = new URL(`../../functions/entrypoints/${name}.lambda.ts`, import.meta.url);
  return import(/* @vite-ignore */ `${url.href}?start=${start}`);
}

async function importAll(environment: LocalEnvironment): Promise<FunctionModules> {
  const start = starts++;
  Object.assign(process.env, environment);
  const entry = (name: string) => importEntryPoint(name, start);
  const [
    resident,
    guard,
    manager,
    roster,
    photos,
    doors,
    arrivals,
    keys,
    tableStream,
    seal,
    daily,
    sweep,
    resume,
    rosters,
    tell,
    desk,
    deliver,
    send,
    announce,
    emergencies,
    following,
    fromDoors,
  ] = await Promise.all([
    entry('resident'),
    entry('guard'),
    entry('manager'),
    entry('roster'),
    entry('photos'),
    entry('doors'),
    entry('arrivals'),
    entry('keys'),
    entry('table-stream'),
    entry('seal-audit'),
    entry('daily'),
    entry('sweep-audit'),
    entry('resume-passes'),
    entry('import-rosters'),
    entry('tell-tenancies'),
    entry('run-desk'),
    entry('deliver-notifications'),
    entry('send-notifications'),
    entry('tell-announcements'),
    entry('run-emergencies'),
    entry('follow-emergencies'),
    entry('take-door-messages'),
  ]);
  return {
    apps: {
      resident: appOf(resident),
      guard: appOf(guard),
      manager: appOf(manager),
      roster: appOf(roster),
      photos: appOf(photos),
      doors: appOf(doors),
      arrivals: appOf(arrivals),
      keys: appOf(keys),
    },
    takeTableStream: handlerOf(tableStream),
    sealAudit: handlerOf(seal),
    runDaily: handlerOf(daily),
    sweepAudit: handlerOf(sweep),
    resumePasses: handlerOf(resume),
    importRosters: handlerOf(rosters),
    tellTenancies: handlerOf(tell),
    runDesk: handlerOf(desk),
    deliverNotifications: handlerOf(deliver),
    sendNotifications: handlerOf(send),
    tellAnnouncements: handlerOf(announce),
    runEmergencies: handlerOf(emergencies),
    followEmergencies: handlerOf(following),
    takeDoorMessages: handlerOf(fromDoors),
  };
}

/** One import at a time: the entry points read the environment, of which a process has one. */
export function importFunctions(environment: LocalEnvironment): Promise<FunctionModules> {
  const turn = importing.then(() => importAll(environment));
  importing = turn.catch(() => undefined);
  return turn;
}
