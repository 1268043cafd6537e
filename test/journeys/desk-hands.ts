import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import type { StaffStep } from '../../shared/messages/requests.ts';
import { newSubmissionKey } from '../../web/resident/requests/submission-key.ts';
import type { Street } from './street.ts';

/** Somebody of the service desk, who does what is asked through the API. */
export type Hands = {
  claim(requestId: string): Promise<void>;
  work(requestId: string, what: StaffStep): Promise<void>;
  call(method: string, path: string, body?: object): Promise<unknown>;
};

export async function handsOf(street: Street, phone: string): Promise<Hands> {
  const client = streetAt(street.local.origin, { ownAddresses: false }).newClient();
  await signIn(client, { audience: 'manager', phone });
  const call = (method: string, path: string, body?: object) =>
    client.call(method, `/api/v1/manager/${path}`, body === undefined ? {} : { body });
  return {
    call,
    claim: async (requestId) => {
      await call('POST', `requests/${requestId}/claim`);
    },
    work: async (requestId, what) => {
      await call('POST', `requests/${requestId}/work`, { key: newSubmissionKey(), what });
    },
  };
}
