import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createDiskPhotoFiles } from '../../functions/photos/photo-files-disk.ts';
import { deriveKey } from '../../functions/platform/secrets.ts';
import { openTable } from '../../functions/platform/table.ts';
import type { GateId } from '../../shared/ids.ts';
import {
  RESUME_PASSES,
  RUN_DESK,
  RUN_EMERGENCIES,
  SEAL_AUDIT,
  SEND_NOTIFICATIONS,
  TELL,
  TELL_ANNOUNCEMENTS,
} from '../schedules.ts';
import { createAnswering } from './answer.ts';
import { startDailyClock, startRepeatingClock } from './clock.ts';
import { createTable } from './create-table.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { type Demo, demoOf } from './demo.ts';
import { type Engine, openEngine } from './engine.ts';
import { importFunctions, type LocalEnvironment } from './function-modules.ts';
import { prepareDoors } from './local-doors.ts';
import { type DemoCard, offerCard } from './offer-card.ts';
import { offerEnrolmentCode } from './offer-enrolment-code.ts';
import { answerPhotos } from './photo-server.ts';
import { planStreet } from './seed/plan.ts';
import { seedStreet } from './seed.ts';
import { type LocalServer, openServer, PortTaken } from './server.ts';
import { readStream, type StreamReader } from './streams.ts';
import { tableNameFor } from './table-name.ts';
import { welcome } from './welcome.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
/** Whoever tries it out waits for nothing; in a deployment it is every minute. */
const ROSTERS_EVERY_MS = 1_000;
const ROOT = join(import.meta.dirname, '../..');
const OPERATOR = { name: '青枫街道演示物业', contact: '0571-8000 0000' };

export type LocalOptions = {
  /** 0 for any free one. */
  readonly port: number;
  /** Where everything is kept between starts. */
  readonly dataDir: string;
  /** Prints nothing. */
  readonly quiet?: boolean;
  /** The built pages. */
  readonly webDir?: string;
  /** Another engine than the embedded one. */
  readonly namedEngine?: string | undefined;
};

export type Local = {
  /** Where the pages are, such as http://localhost:5199. */
  readonly origin: string;
  readonly engineEndpoint: string;
  /** Where doors connect, such as mqtt://127.0.0.1:5201. */
  readonly doorBroker: string;
  readonly demo: Demo;
  /** A fresh enrolment code for a gate, as its manager would make it. */
  enrolmentCode(gateId: GateId): Promise<string>;
  /** The card that is printed to be tried; made where there is none yet. */
  card(): Promise<DemoCard | undefined>;
  /** Ends everything in order; a second call waits for the first. */
  stop(): Promise<void>;
};

/** A shell set up for AWS keeps out: a profile would win over the keys below. */
const DEFAULT_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
function useLocalCredentials(): void {
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_SESSION_TOKEN;
  Object.assign(process.env, DEFAULT_CREDENTIALS, { AWS_REGION: 'local' });
}

/**
 * Photos at an address of their own, which no cookie of the pages goes to: beside the pages where
 * that port is free, so that a page that a phone has kept still finds them at the next start.
 */
async function openPhotoServer(pagesPort: number): Promise<LocalServer> {
  try {
    return await openServer(pagesPort + 1);
  } catch (error) {
    if (error instanceof PortTaken) return openServer(0);
    throw error;
  }
}

function environmentOf(
  folder: DataFolder,
  engine: Engine,
  at: { readonly origin: string; readonly photoOrigin: string; readonly doorOrigin: string },
): LocalEnvironment {
  return {
    TABLE_NAME: tableNameFor(folder.serverSecret),
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    SERVER_SECRET: folder.serverSecret,
    ISSUER_KEY: `file:${folder.issuerKeyPath}`,
    EMERGENCY_KEYS: `file:${folder.path('emergency-keys')}`,
    PUBLIC_ORIGIN: at.origin,
    PHOTO_FOLDER: folder.path('photos'),
    PHOTO_ORIGIN: at.photoOrigin,
    AWS_ENDPOINT_URL_IOT_DATA_PLANE: at.doorOrigin,
    MESSAGES: 'inbox',
    OPERATOR_NAME: OPERATOR.name,
    OPERATOR_CONTACT: OPERATOR.contact,
  };
}

/** What was opened, to be closed once, in the opposite order, also when the start fails half-way. */
class Opened {
  readonly #closing: (() => Promise<unknown>)[] = [];
  #closed: Promise<void> | undefined;

  add(close: () => Promise<unknown>): void {
    this.#closing.unshift(close);
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const close of this.#closing) await close();
  }
}

async function start(options: LocalOptions, opened: Opened): Promise<Local> {
  const folder = await openDataFolder(options.dataDir);
  opened.add(async () => folder.release());
  const server: LocalServer = await openServer(options.port);
  opened.add(server.stop);
  const origin = `http://localhost:${server.port}`;
  folder.noteOrigin(origin);
  const photoServer = await openPhotoServer(server.port);
  opened.add(photoServer.stop);
  const photoOrigin = `http://127.0.0.1:${photoServer.port}`;

  if (options.namedEngine === undefined) useLocalCredentials();
  const engine = await openEngine(options.namedEngine, { databasePath: folder.databasePath });
  opened.add(engine.stop);
  if (engine.process !== undefined) folder.noteEngine(engine.process.pid, engine.endpoint);

  const doors = await prepareDoors(folder, server.port);
  opened.add(doors.stop);
  const doorOrigin = doors.httpOrigin;
  const environment = environmentOf(folder, engine, { origin, photoOrigin, doorOrigin });
  const table = openTable({
    name: tableNameFor(folder.serverSecret),
    endpoint: engine.endpoint,
  });
  opened.add(async () => table.documents.destroy());
  await createTable(table.documents, table.name);
  const plan = planStreet();
  const serverSecret = Buffer.from(folder.serverSecret, 'base64url');
  const isNew = await seedStreet({ table, plan, serverSecret, now: Date.now() });

  const functions = await importFunctions(environment);
  const demo = demoOf(plan);
  const webDir = options.webDir ?? join(ROOT, 'dist/web');
  const streams = new DynamoDBStreamsClient({ endpoint: engine.endpoint });
  opened.add(async () => streams.destroy());
  const stream: StreamReader = await readStream({
    table,
    streams,
    checkpointPath: folder.path('stream-checkpoints.json'),
    take: functions.takeTableStream,
  });
  opened.add(stream.stop);
  const sealing: StreamReader = await readStream({
    table,
    streams,
    checkpointPath: folder.path('audit-checkpoints.json'),
    take: functions.sealAudit,
    everyMs: SEAL_AUDIT.locallyWithinSeconds * SECOND_MS,
  });
  opened.add(sealing.stop);
  const delivering: StreamReader = await readStream({
    table,
    streams,
    checkpointPath: folder.path('notification-checkpoints.json'),
    take: functions.deliverNotifications,
  });
  opened.add(delivering.stop);
  const following: StreamReader = await readStream({
    table,
    streams,
    checkpointPath: folder.path('emergency-checkpoints.json'),
    take: functions.followEmergencies,
  });
  opened.add(following.stop);
  // Whoever comes to a street that was just written finds what follows from it.
  if (isNew) await stream.caughtUp;
  const daily = startDailyClock({
    run: async () => {
      await functions.runDaily();
      await functions.sweepAudit();
    },
    notePath: folder.path('last-daily-run'),
    now: Date.now,
  });
  opened.add(daily.stop);
  const telling = startDailyClock({
    run: functions.tellTenancies,
    notePath: folder.path('last-telling-run'),
    now: Date.now,
    at: TELL,
  });
  opened.add(telling.stop);
  const resuming = startRepeatingClock({
    run: functions.resumePasses,
    everyMs: RESUME_PASSES.everyMinutes * MINUTE_MS,
  });
  opened.add(resuming.stop);
  const sending = startRepeatingClock({
    run: functions.sendNotifications,
    everyMs: SEND_NOTIFICATIONS.everyMinutes * MINUTE_MS,
  });
  opened.add(sending.stop);
  const announcing = startRepeatingClock({
    run: functions.tellAnnouncements,
    everyMs: TELL_ANNOUNCEMENTS.locallyEverySeconds * SECOND_MS,
  });
  opened.add(announcing.stop);
  const importing = startRepeatingClock({
    run: functions.importRosters,
    everyMs: ROSTERS_EVERY_MS,
  });
  opened.add(importing.stop);
  const clockOfDesk = startRepeatingClock({
    run: functions.runDesk,
    everyMs: RUN_DESK.everyMinutes * MINUTE_MS,
  });
  opened.add(clockOfDesk.stop);
  const clockOfEmergencies = startRepeatingClock({
    run: functions.runEmergencies,
    everyMs: RUN_EMERGENCIES.locallyEverySeconds * SECOND_MS,
  });
  opened.add(clockOfEmergencies.stop);
  const doorBroker = await doors.open(functions.takeDoorMessages);
  const photoFiles = createDiskPhotoFiles({
    folder: folder.path('photos'),
    origin: photoOrigin,
    key: deriveKey(serverSecret, 'photo'),
  });
  photoServer.answerWith(answerPhotos(photoFiles, origin, Date.now));
  const photos = { upload: photoOrigin, view: photoOrigin };
  server.answerWith(createAnswering({ functions, table, webDir, demo, photos }));

  const office = () => ({ table, serverSecret, plan, now: Date.now() });
  const enrolmentCode = (gateId: GateId) => offerEnrolmentCode(office(), gateId);
  const card = () => offerCard({ ...office(), issuerKeyPath: folder.issuerKeyPath });
  if (options.quiet !== true) {
    const codes = [];
    for (const gate of demo.gates) codes.push({ gate, code: await enrolmentCode(gate.gateId) });
    process.stdout.write(
      welcome({ origin, demo, codes, card: await card(), dataDir: options.dataDir }),
    );
  }
  return {
    origin,
    engineEndpoint: engine.endpoint,
    doorBroker,
    demo,
    enrolmentCode,
    card,
    stop: () => opened.close(),
  };
}

/**
 * The whole system on this machine: the entry points of the deployment, an engine, the streams and
 * the clock that feed them, and the pages. Data that is there is left as it is.
 * @throws FolderInUse, PortTaken, EngineMissing
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  // Node 20 is served until its packages end; a developer need not be told at every start.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const opened = new Opened();
  try {
    return await start(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
