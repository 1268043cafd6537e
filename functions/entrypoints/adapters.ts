import { createIdentity, type IdentityPorts } from '../identity/index.ts';
import { createInboxMessages, type Messages } from '../messages/index.ts';
import { PASS_GONE_AFTER_MS } from '../passes/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createFileIssuer } from '../platform/file-issuer.ts';
import type { AppOptions } from '../platform/http.ts';
import { randomBytes } from '../platform/random.ts';
import type { Issuer } from '../platform/signer.ts';
import { openTable, type Table } from '../platform/table.ts';
import {
  EdgeVariables,
  IssuerVariables,
  MessageVariables,
  OperatorVariables,
  readEnvironment,
  SecretVariables,
  TableVariables,
} from './environment.ts';

export function tableOfEnvironment(): Table {
  const { TABLE_NAME: name, AWS_ENDPOINT_URL_DYNAMODB: endpoint } = readEnvironment(TableVariables);
  return openTable(endpoint === undefined ? { name } : { name, endpoint });
}

export function secretOfEnvironment(): Uint8Array {
  return readEnvironment(SecretVariables).SERVER_SECRET;
}

export function issuerOfEnvironment(): Issuer {
  const path = readEnvironment(IssuerVariables).ISSUER_KEY.slice('file:'.length);
  return createFileIssuer(path, PASS_GONE_AFTER_MS);
}

function messagesOfEnvironment(table: Table): Messages {
  readEnvironment(MessageVariables);
  return createInboxMessages(table, randomBytes, systemClock);
}

/** Signing in on the table, with the deployment's secret and its sender of messages. */
export function identityOfEnvironment(table: Table): IdentityPorts {
  const messages = messagesOfEnvironment(table);
  return createIdentity({ table, serverSecret: secretOfEnvironment(), messages });
}

export function appOfEnvironment(): AppOptions {
  const { PUBLIC_ORIGIN: publicOrigin, EDGE_SECRET: edgeSecret } = readEnvironment(EdgeVariables);
  return edgeSecret === undefined ? { publicOrigin } : { publicOrigin, edgeSecret };
}

export function noticeOfEnvironment(): { operator: string; contact: string } {
  const { OPERATOR_NAME: operator, OPERATOR_CONTACT: contact } = readEnvironment(OperatorVariables);
  return { operator, contact };
}
