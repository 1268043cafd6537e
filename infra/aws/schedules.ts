import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  DAILY,
  IMPORT_ROSTERS,
  RESUME_PASSES,
  RUN_DESK,
  RUN_EMERGENCIES,
  SEND_NOTIFICATIONS,
  SWEEP_AUDIT,
  TELL,
  TELL_ANNOUNCEMENTS,
} from '../schedules.ts';
import { acknowledge } from './acknowledge.ts';
import { createDeadLetters } from './dead-letters.ts';
import type { Live } from './rollout.ts';

/** Rules know UTC alone; Shanghai has been eight hours ahead, winter and summer, since 1991. */
const SHANGHAI_AHEAD_HOURS = 8;
const HOURS_A_DAY = 24;
const TRIED_FOR = Duration.hours(2);
const TRIES_MORE = 2;

type Running = Readonly<
  Record<
    | 'daily'
    | 'sweepAudit'
    | 'resumePasses'
    | 'importRosters'
    | 'tellTenancies'
    | 'runDesk'
    | 'sendNotifications'
    | 'tellAnnouncements'
    | 'runEmergencies',
    Live
  >
>;

const onceADay = (at: { readonly hour: number; readonly minute: number }): Schedule => {
  const hour = (at.hour + HOURS_A_DAY - SHANGHAI_AHEAD_HOURS) % HOURS_A_DAY;
  return Schedule.cron({ hour: `${hour}`, minute: `${at.minute}` });
};

/** What runs by itself, as infra/schedules.ts says when. */
export class Schedules extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, running: Running) {
    super(scope, 'Schedules');
    this.deadLetters = createDeadLetters(this, 'DeadLetters');
    this.#run('Daily', running.daily, onceADay(DAILY));
    this.#run('SweepAudit', running.sweepAudit, onceADay(SWEEP_AUDIT));
    this.#run('TellTenancies', running.tellTenancies, onceADay(TELL));
    const often = Schedule.rate(Duration.minutes(RESUME_PASSES.everyMinutes));
    this.#run('ResumePasses', running.resumePasses, often);
    const rosters = Schedule.rate(Duration.minutes(IMPORT_ROSTERS.everyMinutes));
    this.#run('ImportRosters', running.importRosters, rosters);
    const desk = Schedule.rate(Duration.minutes(RUN_DESK.everyMinutes));
    this.#run('RunDesk', running.runDesk, desk);
    const sending = Schedule.rate(Duration.minutes(SEND_NOTIFICATIONS.everyMinutes));
    this.#run('SendNotifications', running.sendNotifications, sending);
    const announcing = Schedule.rate(Duration.minutes(TELL_ANNOUNCEMENTS.everyMinutes));
    this.#run('TellAnnouncements', running.tellAnnouncements, announcing);
    const emergencies = Schedule.rate(Duration.minutes(RUN_EMERGENCIES.everyMinutes));
    this.#run('RunEmergencies', running.runEmergencies, emergencies);
  }

  #run(id: string, target: Live, schedule: Schedule): void {
    const { deadLetters: deadLetterQueue } = this;
    const limits = { maxEventAge: TRIED_FOR, retryAttempts: TRIES_MORE };
    new Rule(this, id, {
      schedule,
      targets: [new LambdaFunction(target, { deadLetterQueue, ...limits })],
    });
    target.configureAsyncInvoke({ onFailure: new SqsDestination(deadLetterQueue), ...limits });
    acknowledge(target.lambda, {
      id: 'Serverless-LambdaDLQ',
      reason: 'Its dead letters are those of its asynchronous calls.',
    });
  }
}
