import { createLineages } from '../compounds/index.ts';
import { createKmsEmergencyKeys } from '../emergencies/emergency-keys-kms.ts';
import {
  createFileEmergencyKeys,
  createSealings,
  type EmergencyKeys,
  type Sealings,
} from '../emergencies/index.ts';
import {
  createContactNumbers,
  createIdentity,
  type IdentityPorts,
  identityKeys,
} from '../identity/index.ts';
import { createHttpsCalls } from '../messages/calls-https.ts';
import {
  type Calls,
  createInboxCalls,
  createInboxMessages,
  createInboxPush,
  createInboxWeChat,
  type Message,
  type Messages,
  type PushMessages,
  pushKeyOf,
  SIGN_IN_WORDING,
  type WeChatAccounts,
  type WeChatMessages,
  type Wording,
} from '../messages/index.ts';
import { createHttpsMessages } from '../messages/messages-https.ts';
import { createSnsMessages } from '../messages/messages-sns.ts';
import { NOTIFICATION_WORDING } from '../messages/notification-wording.ts';
import { createPushMessages } from '../messages/push-https.ts';
import { createWeChatAccounts } from '../messages/wechat-accounts-https.ts';
import { createLocalWeChatAccounts } from '../messages/wechat-accounts-local.ts';
import { createWeChatMessages } from '../messages/wechat-https.ts';
import {
  createDeliveryStore,
  createOutbox,
  createPushStore,
  createSettingsStore,
  createWeChatStore,
  type DeliverPorts,
} from '../notifications/index.ts';
import { PASS_GONE_AFTER_MS } from '../passes/index.ts';
import { createGrantStore } from '../permissions/index.ts';
import type { PhotoFiles } from '../photos/index.ts';
import { createDiskPhotoFiles, createDiskPhotoRemoval } from '../photos/photo-files-disk.ts';
import { createS3PhotoFiles } from '../photos/photo-files-s3.ts';
import { systemClock } from '../platform/clock.ts';
import { createFileIssuer } from '../platform/file-issuer.ts';
import type { AppOptions } from '../platform/http.ts';
import { openKmsIssuer } from '../platform/kms-issuer.ts';
import { stderrLog } from '../platform/log.ts';
import { randomBytes } from '../platform/random.ts';
import { openSecretStore, type SecretStore } from '../platform/secret-store.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { Issuer } from '../platform/signer.ts';
import { openTable, type Table } from '../platform/table.ts';
import {
  CallVariables,
  EdgeSecret,
  EdgeVariables,
  EmergencyKeyVariables,
  IssuerVariables,
  MessageVariables,
  NotificationVariables,
  OperatorVariables,
  PhotoVariables,
  PushVariables,
  readEnvironment,
  readWhereNamed,
  SecretVariables,
  ServerSecret,
  SmsKey,
  type SmsProvider,
  TableVariables,
  WeChatAccountVariables,
  WeChatVariables,
} from './environment.ts';

export function tableOfEnvironment(): Table {
  const { TABLE_NAME: name, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = readEnvironment(TableVariables);
  return openTable(endpoint === undefined ? { name } : { name, endpoint });
}

let secretStore: SecretStore | undefined;
function readSecret(arn: string): Promise<string> {
  secretStore ??= openSecretStore();
  return secretStore.read(arn);
}

export async function secretOfEnvironment(): Promise<Uint8Array> {
  const given = readEnvironment(SecretVariables);
  if ('SERVER_SECRET' in given) return given.SERVER_SECRET;
  return ServerSecret.parse(await readSecret(given.SERVER_SECRET_ARN));
}

export async function issuerOfEnvironment(): Promise<Issuer> {
  const given = readEnvironment(IssuerVariables);
  if ('ISSUER_KMS_KEYS' in given) {
    return openKmsIssuer(given.ISSUER_KMS_KEYS, PASS_GONE_AFTER_MS);
  }
  return createFileIssuer(given.ISSUER_KEY.slice('file:'.length), PASS_GONE_AFTER_MS);
}

/** The keys of emergencies: each of its own, on this machine or in KMS. */
export function emergencyKeysOfEnvironment(): EmergencyKeys {
  const { EMERGENCY_KEYS: given } = readEnvironment(EmergencyKeyVariables);
  const where = given.slice(given.indexOf(':') + 1);
  return given.startsWith('file:')
    ? createFileEmergencyKeys(where)
    : createKmsEmergencyKeys({ alias: where });
}

/** What is kept under them, opened for a minute at most. */
export const sealingsOfEnvironment = (): Sealings =>
  createSealings(emergencyKeysOfEnvironment(), systemClock);

type Sms<Said extends Message> = {
  readonly wording: Wording<Said>;
  /** The provider's template for each of ours, by what the environment says. */
  readonly templates: (given: SmsProvider) => Readonly<Record<Said['template'], string>>;
};

async function messagesOfEnvironment<Said extends Message>(
  table: Table,
  { wording, templates }: Sms<Said>,
): Promise<Messages<Said>> {
  const given = readEnvironment(MessageVariables);
  switch (given.MESSAGES) {
    case 'inbox':
      return createInboxMessages(table, randomBytes, systemClock);
    case 'sns':
      return createSnsMessages(wording);
    case 'https':
      return createHttpsMessages(wording, {
        ...SmsKey.parse(await readSecret(given.SMS_KEY_ARN)),
        url: given.SMS_URL,
        signature: given.SMS_SIGNATURE,
        templates: templates(given),
        clock: systemClock,
      });
  }
}

/** What brings notifications to people, with the deployment's ways to their phones. */
export async function deliveryOfEnvironment(table: Table): Promise<DeliverPorts> {
  const contacts = createContactNumbers(table, identityKeys(await secretOfEnvironment()).contact);
  const messages = await messagesOfEnvironment(table, {
    wording: NOTIFICATION_WORDING,
    templates: () => readEnvironment(NotificationVariables).SMS_TEMPLATES,
  });
  return {
    outbox: createOutbox(table),
    deliveries: createDeliveryStore(table),
    settings: createSettingsStore(table),
    grants: createGrantStore(table),
    lineages: createLineages(table),
    channels: { contacts, messages, ...(await channelsOfEnvironment(table)) },
    log: stderrLog,
  };
}

async function callsOfEnvironment(): Promise<Calls | undefined> {
  const given = readWhereNamed('CALL_URL', CallVariables);
  if (given === undefined) return undefined;
  return createHttpsCalls({
    ...SmsKey.parse(await readSecret(given.CALL_KEY_ARN)),
    url: given.CALL_URL,
    templates: given.CALL_TEMPLATES,
    clock: systemClock,
  });
}

async function weChatOfEnvironment(): Promise<WeChatMessages | undefined> {
  const given = readWhereNamed('WECHAT_APP_ID', WeChatVariables);
  if (given === undefined) return undefined;
  return createWeChatMessages({
    url: given.WECHAT_URL,
    appId: given.WECHAT_APP_ID,
    secret: await readSecret(given.WECHAT_SECRET_ARN),
    templates: given.WECHAT_TEMPLATES,
    origin: given.PUBLIC_ORIGIN,
    clock: systemClock,
  });
}

/** How people are bound to a WeChat; undefined where there is no service account. */
export async function weChatAccountsOfEnvironment(): Promise<WeChatAccounts | undefined> {
  const { MESSAGES } = readEnvironment(MessageVariables);
  if (MESSAGES === 'inbox') {
    return createLocalWeChatAccounts(readEnvironment(EdgeVariables).PUBLIC_ORIGIN);
  }
  const given = readWhereNamed('WECHAT_APP_ID', WeChatAccountVariables);
  if (given === undefined) return undefined;
  return createWeChatAccounts({
    url: given.WECHAT_URL,
    appId: given.WECHAT_APP_ID,
    secret: await readSecret(given.WECHAT_SECRET_ARN),
    origin: given.PUBLIC_ORIGIN,
  });
}

async function pushOfEnvironment(): Promise<PushMessages | undefined> {
  const given = readWhereNamed('PUBLIC_ORIGIN', PushVariables);
  if (given === undefined) return undefined;
  const key = pushKeyOf(await secretOfEnvironment());
  return createPushMessages({ key, origin: given.PUBLIC_ORIGIN });
}

const pushBy = (table: Table, messages: PushMessages | undefined) =>
  messages === undefined ? undefined : { subscriptions: createPushStore(table), messages };

/** Ways to a phone besides SMS. */
async function channelsOfEnvironment(table: Table) {
  const given = readEnvironment(MessageVariables);
  const openIds = createWeChatStore(table);
  if (given.MESSAGES !== 'inbox') {
    const [calls, wechat, push] = await Promise.all([
      callsOfEnvironment(),
      weChatOfEnvironment(),
      pushOfEnvironment(),
    ]);
    return { openIds, calls, wechat, push: pushBy(table, push) };
  }
  return {
    openIds,
    calls: createInboxCalls(table, randomBytes, systemClock),
    wechat: createInboxWeChat(table, randomBytes, systemClock),
    push: pushBy(table, createInboxPush(table, randomBytes, systemClock)),
  };
}

/** Signing in on the table, with the deployment's secret and its sender of messages. */
export async function identityOfEnvironment(table: Table): Promise<IdentityPorts> {
  const [serverSecret, messages] = await Promise.all([
    secretOfEnvironment(),
    messagesOfEnvironment(table, {
      wording: SIGN_IN_WORDING,
      templates: (given) => ({
        sign_in_code: given.SMS_TEMPLATE_SIGN_IN_CODE,
        number_not_registered: given.SMS_TEMPLATE_NUMBER_NOT_REGISTERED,
      }),
    }),
  ]);
  return createIdentity({ table, serverSecret, messages });
}

export async function appOfEnvironment(): Promise<AppOptions> {
  const { PUBLIC_ORIGIN: publicOrigin, EDGE_SECRET_ARN: arn } = readEnvironment(EdgeVariables);
  if (arn === undefined) return { publicOrigin };
  return { publicOrigin, edgeSecret: EdgeSecret.parse(await readSecret(arn)) };
}

/** Where the files of photos are. */
export async function photoFilesOfEnvironment(): Promise<PhotoFiles> {
  const given = readEnvironment(PhotoVariables);
  if ('PHOTO_FOLDER' in given) {
    const { PHOTO_FOLDER: folder, PHOTO_ORIGIN: origin } = given;
    const key = deriveKey(await secretOfEnvironment(), 'photo');
    return createDiskPhotoFiles({ folder, origin, key });
  }
  return createS3PhotoFiles({ bucket: given.PHOTO_BUCKET, viewOrigin: given.PHOTO_ORIGIN });
}

/** For whoever removes them, and needs no secret for that. */
export function photoRemovalOfEnvironment(): Pick<PhotoFiles, 'remove'> {
  const given = readEnvironment(PhotoVariables);
  return 'PHOTO_FOLDER' in given
    ? createDiskPhotoRemoval(given.PHOTO_FOLDER)
    : createS3PhotoFiles({ bucket: given.PHOTO_BUCKET });
}

export function noticeOfEnvironment(): { operator: string; contact: string } {
  const { OPERATOR_NAME: operator, OPERATOR_CONTACT: contact } = readEnvironment(OperatorVariables);
  return { operator, contact };
}
