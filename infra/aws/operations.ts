import { Construct } from 'constructs';
import type { FunctionName } from '../paths.ts';
import { Alarms } from './alarms.ts';
import { StageDashboard } from './dashboard.ts';
import type { DoorHearing } from './doors.ts';
import type { TheApi } from './http-api.ts';
import type { Live, Rollout } from './rollout.ts';
import type { Schedules } from './schedules.ts';
import type { Stage } from './stage.ts';
import type { TheTable } from './table.ts';
import type {
  AuditSealing,
  EmergencyFollowing,
  NotificationDelivery,
  TableStream,
} from './table-stream.ts';
import { Wakened } from './wakened.ts';

type Watched = {
  readonly stage: Stage;
  readonly table: TheTable;
  readonly answering: Readonly<Record<FunctionName, Live>>;
  readonly byThemselves: Readonly<
    Record<
      | 'tableStream'
      | 'sealAudit'
      | 'daily'
      | 'sweepAudit'
      | 'resumePasses'
      | 'importRosters'
      | 'tellTenancies'
      | 'runDesk'
      | 'deliverNotifications'
      | 'sendNotifications'
      | 'tellAnnouncements'
      | 'runEmergencies'
      | 'followEmergencies'
      | 'takeDoorMessages',
      Live
    >
  >;
  readonly rollout: Rollout;
  readonly api: TheApi;
  readonly stream: TableStream;
  readonly sealing: AuditSealing;
  readonly delivery: NotificationDelivery;
  readonly following: EmergencyFollowing;
  readonly hearing: DoorHearing;
  readonly schedules: Schedules;
};

/** Alarms on everything, each new version watched by those of its function. */
export class Operations extends Construct {
  constructor(scope: Construct, { stage, table, answering, byThemselves, ...more }: Watched) {
    super(scope, 'Operations');
    const alarms = new Alarms(this, stage, new Wakened(this, stage));
    const functions = [...Object.values(answering), ...Object.values(byThemselves)];
    for (const alias of functions) {
      const errors = alarms.errors(alias);
      more.rollout.guard(alias, [errors, alarms.throttles(alias)]);
    }
    for (const alias of Object.values(answering)) alarms.latency(alias);
    alarms.iteratorAge(byThemselves.tableStream);
    alarms.deadLetters('table-stream', more.stream.deadLetters);
    alarms.deadLetters('seal-audit', more.sealing.deadLetters);
    alarms.iteratorAge(byThemselves.deliverNotifications);
    alarms.deadLetters('deliver-notifications', more.delivery.deadLetters);
    alarms.iteratorAge(byThemselves.followEmergencies);
    alarms.deadLetters('follow-emergencies', more.following.deadLetters);
    alarms.deadLetters('doors', more.hearing.deadLetters);
    alarms.deadLetters('schedules', more.schedules.deadLetters);
    alarms.listAge(byThemselves.tableStream.log);
    alarms.deskLate(byThemselves.runDesk.log);
    alarms.audit('unexplained', byThemselves.sealAudit.log);
    alarms.audit('unsealed', byThemselves.sweepAudit.log);
    alarms.failedRenewals(more.api.accessLog);
    new StageDashboard(this, stage, { functions, stream: byThemselves.tableStream, table });
  }
}
