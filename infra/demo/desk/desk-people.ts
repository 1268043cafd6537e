import { randomBytes } from 'node:crypto';
import type { CompoundId, RequestId, ResidentId, StaffId } from '../../../shared/ids.ts';
import {
  OwnRequest,
  type OwnStep,
  StaffRequest,
  type StaffStep,
} from '../../../shared/messages/requests.ts';
import { type Client, type Street, signIn } from '../street-client.ts';
import type { Wish } from './pilot-day.ts';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** What a page calls something, so that it is one however often it is sent. */
export const newKey = (): string =>
  [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length]).join('');

/** Somebody with a phone who asks for things. */
export type Asker = {
  readonly residentId: ResidentId;
  submit(wish: Wish, key: string): Promise<OwnRequest>;
  step(request: RequestId, step: OwnStep): Promise<OwnRequest>;
  read(request: RequestId): Promise<OwnRequest>;
  confirm(request: RequestId, handOver: string, of: 'out' | 'back'): Promise<OwnRequest>;
  settle(request: RequestId, advance: string): Promise<OwnRequest>;
};

export async function comeAsAsker(
  street: Street,
  { phone, residentId }: { readonly phone: string; readonly residentId: ResidentId },
): Promise<Asker> {
  const client = street.newClient();
  await signIn(client, { audience: 'resident', phone });
  const own = '/api/v1/resident';
  return {
    residentId,
    submit: async (wish, key) =>
      OwnRequest.parse(
        await client.call('POST', `${own}/residents/${residentId}/requests`, {
          body: { key, ...wish, photos: [] },
        }),
      ),
    step: async (request, step) =>
      OwnRequest.parse(
        await client.call('POST', `${own}/requests/${request}/steps`, { body: step }),
      ),
    read: async (request) =>
      OwnRequest.parse(await client.call('GET', `${own}/requests/${request}`)),
    confirm: async (request, handOver, of) =>
      OwnRequest.parse(
        await client.call(
          'POST',
          `${own}/requests/${request}/hand-overs/${handOver}/confirmation`,
          { body: { of } },
        ),
      ),
    settle: async (request, advance) =>
      OwnRequest.parse(
        await client.call('POST', `${own}/requests/${request}/advances/${advance}/settlement`),
      ),
  };
}

/** Somebody of staff: who does the work, or who sees that it is done. */
export type Worker = {
  readonly staffId: StaffId;
  readonly client: Client;
  claim(request: RequestId): Promise<StaffRequest>;
  work(request: RequestId, what: StaffStep): Promise<StaffRequest>;
  assign(request: RequestId, to: StaffId): Promise<StaffRequest>;
  settle(request: RequestId, what: StaffStep): Promise<StaffRequest>;
  /** The card of whoever asked, to take along; back again with `giveBack`. */
  takeCard(request: RequestId, handOver: string): Promise<StaffRequest>;
  giveBack(request: RequestId, handOver: string): Promise<StaffRequest>;
  advance(request: RequestId, advance: string, amountFen: number): Promise<StaffRequest>;
  settleAdvance(request: RequestId, advance: string): Promise<StaffRequest>;
  take(compound: CompoundId, resident: ResidentId, wish: Wish): Promise<StaffRequest>;
};

export async function comeAsWorker(
  street: Street,
  { phone, staffId }: { readonly phone: string; readonly staffId: StaffId },
): Promise<Worker> {
  const client = street.newClient();
  await signIn(client, { audience: 'manager', phone });
  const post = async (path: string, body?: object) =>
    StaffRequest.parse(
      await client.call('POST', `/api/v1/manager/${path}`, body === undefined ? {} : { body }),
    );
  return {
    staffId,
    client,
    claim: (request) => post(`requests/${request}/claim`),
    work: (request, what) => post(`requests/${request}/work`, { key: newKey(), what }),
    assign: (request, to) => post(`requests/${request}/assignment`, { to }),
    settle: (request, what) => post(`requests/${request}/closing`, what),
    takeCard: (request, key) =>
      post(`requests/${request}/hand-overs`, { key, what: 'social_card' }),
    giveBack: (request, handOver) => post(`requests/${request}/hand-overs/${handOver}/return`),
    advance: (request, key, amountFen) => post(`requests/${request}/advances`, { key, amountFen }),
    settleAdvance: (request, advance) => post(`requests/${request}/advances/${advance}/settlement`),
    take: (compound, residentId, wish) =>
      post(`compounds/${compound}/requests`, {
        key: newKey(),
        ...wish,
        photos: [],
        residentId,
        heardBy: 'phone',
      }),
  };
}
