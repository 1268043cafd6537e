import { randomUUID } from 'node:crypto';

/** Names one request in an answer and in the log, and says nothing else. */
export function newRequestId(): string {
  return `req_${randomUUID().replaceAll('-', '')}`;
}
