import { createIdentity, type IdentityPorts } from '../identity/index.ts';
import { createInboxMessages, type Messages } from '../messages/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createFileSigner } from '../platform/file-signer.ts';
import type { AppOptions } from '../platform/http.ts';
import { randomBytes } from '../platform/random.ts';
import type { Signer } from '../platform/signer.ts';
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

export function signerOfEnvironment(): Signer {
  return createFileSigner(readEnvironment(IssuerVariables).ISSUER_KEY.slice('file:'.length));
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

/** The keys under which passes are still good; one, until a second is rotated in. */
export function issuersOf({ keyId, publicKey }: Signer): ReadonlyMap<number, Uint8Array> {
  return new Map([[keyId, publicKey]]);
}
