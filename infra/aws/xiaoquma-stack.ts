import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Built } from '../bundles/built.ts';
import type { PhotoOrigins } from '../security-headers.ts';
import { DoorHearing, Doors } from './doors.ts';
import { Edge } from './edge.ts';
import { EdgeChina } from './edge-china.ts';
import { Functions } from './functions.ts';
import { TheApi } from './http-api.ts';
import { IssuerKeys } from './issuer-keys.ts';
import { Operations } from './operations.ts';
import { PagesBucket } from './pages-bucket.ts';
import { createPagesFunction } from './pages-function.ts';
import { Photos } from './photos.ts';
import { Live, Rollout } from './rollout.ts';
import { Schedules } from './schedules.ts';
import { Secrets } from './secrets.ts';
import type { Stage } from './stage.ts';
import { TheTable } from './table.ts';
import {
  AuditSealing,
  EmergencyFollowing,
  NotificationDelivery,
  TableStream,
} from './table-stream.ts';

/** Everything that one stage runs on. */
export class XiaoqumaStack extends Stack {
  constructor(scope: Construct, stage: Stage, built: Built) {
    const { account, region } = stage;
    super(scope, `xiaoquma-${stage.stage}`, { env: { account, region } });

    const table = new TheTable(this, stage);
    const secrets = new Secrets(this, stage);
    const issuerKeys = new IssuerKeys(this, stage);
    const photos = new Photos(this, stage);
    const doors = new Doors(this, stage);
    const functions = new Functions(this, {
      stage,
      bundles: built.functions,
      table,
      secrets,
      issuerKeys,
      photos,
      doors,
    });

    const rollout = new Rollout(this, stage);
    const {
      resident,
      guard,
      manager,
      roster,
      photos: photo,
      doors: door,
      arrivals,
      keys,
    } = functions.answering;
    const answering = {
      resident: new Live(resident),
      guard: new Live(guard),
      manager: new Live(manager),
      roster: new Live(roster),
      photos: new Live(photo),
      doors: new Live(door),
      arrivals: new Live(arrivals),
      keys: new Live(keys),
    };
    const tableStream = new Live(functions.tableStream);
    const sealAudit = new Live(functions.sealAudit);
    const daily = new Live(functions.daily);
    const sweepAudit = new Live(functions.sweepAudit);
    const resumePasses = new Live(functions.resumePasses);
    const importRosters = new Live(functions.importRosters);
    const tellTenancies = new Live(functions.tellTenancies);
    const runDesk = new Live(functions.runDesk);
    const deliverNotifications = new Live(functions.deliverNotifications);
    const sendNotifications = new Live(functions.sendNotifications);
    const tellAnnouncements = new Live(functions.tellAnnouncements);
    const runEmergencies = new Live(functions.runEmergencies);
    const followEmergencies = new Live(functions.followEmergencies);
    const takeDoorMessages = new Live(functions.takeDoorMessages);
    const hearing = new DoorHearing(this, stage, takeDoorMessages);
    const stream = new TableStream(this, table, tableStream);
    const sealing = new AuditSealing(this, table, sealAudit);
    const delivery = new NotificationDelivery(this, table, deliverNotifications);
    const following = new EmergencyFollowing(this, table, followEmergencies);
    const byClock = {
      daily,
      sweepAudit,
      resumePasses,
      importRosters,
      tellTenancies,
      runDesk,
      sendNotifications,
      tellAnnouncements,
      runEmergencies,
    };
    const schedules = new Schedules(this, byClock);

    const pages = this.#chinaPages(stage, built, { secrets, photos: photos.origins });
    const api = new TheApi(this, stage, answering, pages);
    const edge = this.#edge(stage, built, {
      apiHost: api.host,
      edgeSecret: secrets.edgeSecretReference,
      photos: photos.origins,
    });
    new Operations(this, {
      stage,
      table,
      answering,
      byThemselves: {
        tableStream,
        sealAudit,
        deliverNotifications,
        followEmergencies,
        takeDoorMessages,
        ...byClock,
      },
      rollout,
      api,
      stream,
      sealing,
      delivery,
      following,
      hearing,
      schedules,
    });

    new CfnOutput(this, 'PointTheDomainTo', { value: edge.domainName });
    new CfnOutput(this, 'LayCompoundsBy', { value: functions.layCompound.functionName });
  }

  /** China's edge adds no headers to files of a bucket: a function serves the pages there. */
  #chinaPages(
    stage: Stage,
    built: Built,
    more: { readonly secrets: Secrets; readonly photos: PhotoOrigins },
  ): Live | undefined {
    if (stage.partition === 'aws') return undefined;
    return new Live(createPagesFunction(this, stage, { bundles: built.functions, ...more }));
  }

  #edge(
    stage: Stage,
    built: Built,
    behind: { apiHost: string; edgeSecret: string; photos: PhotoOrigins },
  ): Edge | EdgeChina {
    if (stage.partition === 'aws-cn') return new EdgeChina(this, stage, behind);
    const pages = new PagesBucket(this, stage, built.pages);
    const edge = new Edge(this, stage, { ...behind, pages: pages.bucket });
    pages.publish();
    return edge;
  }
}
