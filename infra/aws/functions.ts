import { Duration } from 'aws-cdk-lib';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '../paths.ts';
import { RESUME_PASSES, RUN_DESK } from '../schedules.ts';
import { acknowledge } from './acknowledge.ts';
import type { Doors } from './doors.ts';
import { giveEmergencyKeys } from './emergency-keys.ts';
import { createFunction } from './function.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { giveMoreChannels, giveWeChatAccounts } from './more-channels.ts';
import type { Photos } from './photos.ts';
import type { Secrets } from './secrets.ts';
import { giveSms } from './sms.ts';
import type { Stage } from './stage.ts';
import type { ItemAction, TheTable } from './table.ts';

/** Longer than the slowest answer of the table with its retries; a page gives up after ten. */
const ANSWERED_WITHIN = Duration.seconds(10);
const STREAM_BATCH_WITHIN = Duration.seconds(60);
const DAILY_RUN_WITHIN = Duration.minutes(10);
/** Twenty thousand residents, each with a write of their own. */
const LAID_WITHIN = Duration.minutes(10);
/** A file of ten thousand people is read in a few; more than this no request is given. */
const ROSTER_READ_WITHIN = Duration.seconds(29);
/** A run ends itself before that. */
const ROSTERS_IMPORTED_WITHIN = Duration.minutes(10);
/** A run that takes longer would meet the next, which does no harm and no good. */
const DESK_RUN_WITHIN = Duration.minutes(RUN_DESK.everyMinutes);
/** A hundred messages a compound, to a sender who may be slow. */
const SENT_WITHIN = Duration.minutes(5);
/** A batch of a feed is ten thousand records, each with a write of its own. */
const EMERGENCIES_RUN_WITHIN = Duration.minutes(10);
const RESUMED_WITHIN = Duration.minutes(RESUME_PASSES.everyMinutes);
/** Signing and verifying are sums: half a processor answers in half the time of a quarter. */
const SMALL = 512;
const SUMS = 1024;
/** A file, its rows and what is found in them, several times over. */
const FILES = 2048;

/**
 * What each asks of the table: no less, or it is refused, and no more. A test plays every route and
 * every run against these grants, and finds both.
 */
const READS = ['GetItem', 'Query'] as const;
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'] as const;
const OF_RESIDENTS = [...READS, 'BatchGetItem', ...WRITES, 'ConditionCheckItem'] as const;
const ITEM_ACTIONS = {
  resident: [...OF_RESIDENTS, 'BatchWriteItem'],
  guard: [...READS, ...WRITES],
  manager: [...OF_RESIDENTS, 'BatchWriteItem'],
  tableStream: [...READS, 'BatchGetItem', 'BatchWriteItem', ...WRITES],
  sealAudit: ['Query', 'PutItem'],
  sweepAudit: ['Query', 'Scan'],
  daily: [...READS, 'BatchGetItem', ...WRITES],
  photos: [...READS, 'PutItem', 'UpdateItem'],
  doors: [...READS, 'BatchGetItem', 'PutItem'],
  takeDoorMessages: [...READS, 'BatchGetItem', 'PutItem', 'UpdateItem'],
  arrivals: [...READS, 'BatchGetItem', 'PutItem', 'UpdateItem'],
  roster: [...READS, 'PutItem', 'UpdateItem', 'BatchWriteItem'],
  importRosters: [...READS, 'BatchGetItem', ...WRITES],
  resumePasses: [...READS, 'BatchGetItem', ...WRITES, 'ConditionCheckItem'],
  layCompound: [...READS, 'BatchWriteItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
  tellTenancies: [...READS, 'BatchGetItem', ...WRITES],
  runDesk: [...READS, 'BatchGetItem', 'PutItem', 'DeleteItem'],
  deliverNotifications: [...READS, 'BatchGetItem', ...WRITES],
  sendNotifications: [...READS, 'BatchGetItem', ...WRITES],
  tellAnnouncements: [...READS, ...WRITES],
  runEmergencies: [...READS, 'Scan', 'BatchGetItem', 'BatchWriteItem', ...WRITES],
  followEmergencies: [...READS, 'BatchGetItem', 'BatchWriteItem', ...WRITES],
} as const satisfies Record<string, readonly ItemAction[]>;

/** The partitions of chains, their facts, what says which there are, and facts of deletions. */
const AUDIT_KEYS = ['*#chain', '*#facts#*', 'chains', '*#gone'];

/** Whoever calls over HTTP hears of a fault and asks again: nothing is left over to be kept. */
export function acknowledgeSynchronous(fn: Lambda): void {
  acknowledge(fn, {
    id: 'Serverless-LambdaDLQ',
    reason: 'Called by HTTP alone, where the caller hears of a fault: there are no dead letters.',
  });
}

type Given = {
  readonly stage: Stage;
  /** Where the bundles are. */
  readonly bundles: string;
  readonly table: TheTable;
  readonly secrets: Secrets;
  readonly issuerKeys: IssuerKeys;
  readonly photos: Photos;
  readonly doors: Doors;
};

/** Split by caller and permission: each is given what it asks for and nothing else. */
export class Functions extends Construct {
  readonly answering: Readonly<Record<FunctionName, Lambda>>;
  readonly tableStream: Lambda;
  /** Seals the facts of changes; it reads and writes chains and nothing else. */
  readonly sealAudit: Lambda;
  readonly daily: Lambda;
  readonly sweepAudit: Lambda;
  readonly resumePasses: Lambda;
  readonly importRosters: Lambda;
  readonly tellTenancies: Lambda;
  /** The clock of the service desk: reminders, escalation, what is closed and taken back. */
  readonly runDesk: Lambda;
  /** Brings what was put into the outbox to people. */
  readonly deliverNotifications: Lambda;
  readonly sendNotifications: Lambda;
  readonly tellAnnouncements: Lambda;
  /** The clock of emergencies. */
  readonly runEmergencies: Lambda;
  /** Follows what became of records of an emergency. */
  readonly followEmergencies: Lambda;
  /** Takes what doors say, and gives them the commands that they have nonces for. */
  readonly takeDoorMessages: Lambda;
  /** Called by the operator alone, by hand. */
  readonly layCompound: Lambda;

  constructor(scope: Construct, given: Given) {
    super(scope, 'Functions');
    const { stage, bundles, table, secrets, issuerKeys, photos, doors } = given;
    const api = (entry: FunctionName, memorySize: number, timeout = ANSWERED_WITHIN): Lambda => {
      const fn = createFunction(this, stage, { entry, bundles, memorySize, timeout });
      fn.addEnvironment('PUBLIC_ORIGIN', `https://${stage.domain}`);
      secrets.giveEdgeSecretTo(fn);
      acknowledgeSynchronous(fn);
      return fn;
    };

    const resident = api('resident', SUMS);
    table.giveTo(resident, ITEM_ACTIONS.resident);
    secrets.giveServerSecretTo(resident);
    issuerKeys.giveTo(resident);
    doors.givePublishingTo(resident);
    giveSms(resident, stage);
    giveWeChatAccounts(resident, stage);
    resident.addEnvironment('OPERATOR_NAME', stage.operatorName);
    resident.addEnvironment('OPERATOR_CONTACT', stage.operatorContact);

    const guard = api('guard', SUMS);
    table.giveTo(guard, ITEM_ACTIONS.guard);
    secrets.giveServerSecretTo(guard);
    issuerKeys.giveTo(guard);
    giveSms(guard, stage);

    const manager = api('manager', SUMS);
    table.giveTo(manager, ITEM_ACTIONS.manager);
    secrets.giveServerSecretTo(manager);
    issuerKeys.giveTo(manager);
    giveSms(manager, stage);
    giveEmergencyKeys(manager, stage, ['make', 'open']);
    issuerKeys.keepFrom(manager);
    giveWeChatAccounts(manager, stage);

    const roster = api('roster', FILES, ROSTER_READ_WITHIN);
    table.giveTo(roster, ITEM_ACTIONS.roster);
    secrets.giveServerSecretTo(roster);

    const photo = api('photos', SMALL);
    table.giveTo(photo, ITEM_ACTIONS.photos);
    secrets.giveServerSecretTo(photo);
    photos.giveTo(photo);

    const door = api('doors', SMALL);
    table.giveTo(door, ITEM_ACTIONS.doors);
    secrets.giveServerSecretTo(door);
    doors.givePublishingTo(door);

    const arrivals = api('arrivals', SUMS);
    table.giveTo(arrivals, ITEM_ACTIONS.arrivals);
    secrets.giveServerSecretTo(arrivals);
    issuerKeys.giveTo(arrivals);

    const keys = api('keys', SMALL);
    issuerKeys.givePublicHalvesTo(keys);

    this.answering = {
      resident,
      guard,
      manager,
      roster,
      photos: photo,
      doors: door,
      arrivals,
      keys,
    };

    const byItself = (entry: string, timeout: Duration, actions: readonly ItemAction[]): Lambda => {
      const fn = createFunction(this, stage, { entry, bundles, memorySize: SMALL, timeout });
      table.giveTo(fn, actions);
      return fn;
    };
    this.tableStream = byItself('table-stream', STREAM_BATCH_WITHIN, ITEM_ACTIONS.tableStream);
    photos.giveRemovalTo(this.tableStream);
    this.sealAudit = createFunction(this, stage, {
      entry: 'seal-audit',
      bundles,
      memorySize: SMALL,
      timeout: STREAM_BATCH_WITHIN,
    });
    table.giveKeysTo(this.sealAudit, ITEM_ACTIONS.sealAudit, AUDIT_KEYS);
    secrets.giveServerSecretTo(this.sealAudit);
    this.daily = byItself('daily', DAILY_RUN_WITHIN, ITEM_ACTIONS.daily);
    this.sweepAudit = byItself('sweep-audit', DAILY_RUN_WITHIN, ITEM_ACTIONS.sweepAudit);
    secrets.giveServerSecretTo(this.sweepAudit);
    this.resumePasses = byItself('resume-passes', RESUMED_WITHIN, ITEM_ACTIONS.resumePasses);
    this.importRosters = byItself(
      'import-rosters',
      ROSTERS_IMPORTED_WITHIN,
      ITEM_ACTIONS.importRosters,
    );
    secrets.giveServerSecretTo(this.importRosters);
    this.tellTenancies = byItself('tell-tenancies', DAILY_RUN_WITHIN, ITEM_ACTIONS.tellTenancies);
    this.runDesk = byItself('run-desk', DESK_RUN_WITHIN, ITEM_ACTIONS.runDesk);
    const telling = (entry: string, timeout: Duration, actions: readonly ItemAction[]): Lambda => {
      const fn = byItself(entry, timeout, actions);
      secrets.giveServerSecretTo(fn);
      giveSms(fn, stage);
      giveMoreChannels(fn, stage);
      return fn;
    };
    this.deliverNotifications = telling(
      'deliver-notifications',
      STREAM_BATCH_WITHIN,
      ITEM_ACTIONS.deliverNotifications,
    );
    this.sendNotifications = telling(
      'send-notifications',
      SENT_WITHIN,
      ITEM_ACTIONS.sendNotifications,
    );
    this.tellAnnouncements = byItself(
      'tell-announcements',
      SENT_WITHIN,
      ITEM_ACTIONS.tellAnnouncements,
    );
    this.runEmergencies = byItself(
      'run-emergencies',
      EMERGENCIES_RUN_WITHIN,
      ITEM_ACTIONS.runEmergencies,
    );
    this.followEmergencies = byItself(
      'follow-emergencies',
      STREAM_BATCH_WITHIN,
      ITEM_ACTIONS.followEmergencies,
    );
    this.takeDoorMessages = byItself(
      'take-door-messages',
      ANSWERED_WITHIN,
      ITEM_ACTIONS.takeDoorMessages,
    );
    secrets.giveServerSecretTo(this.takeDoorMessages);
    doors.givePublishingTo(this.takeDoorMessages);
    giveEmergencyKeys(resident, stage, ['open']);
    giveEmergencyKeys(this.runEmergencies, stage, ['open', 'destroy']);
    giveEmergencyKeys(this.followEmergencies, stage, ['open']);
    // It signs certificates.
    issuerKeys.giveTo(this.runEmergencies);
    this.layCompound = byItself('lay-compound', LAID_WITHIN, ITEM_ACTIONS.layCompound);
    secrets.giveServerSecretTo(this.layCompound);
    acknowledge(this.layCompound, {
      id: 'Serverless-LambdaDLQ',
      reason: 'Called by hand, by somebody who reads its answer.',
    });
  }
}
