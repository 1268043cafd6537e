import { createCompoundStore } from '../../../functions/compounds/index.ts';
import {
  authenticateResident,
  authenticateStaff,
  createIdentity,
  mountResidentSignIn,
  mountStaffSignIn,
} from '../../../functions/identity/index.ts';
import { mountRoute, newApp } from '../../../functions/platform/http.ts';
import { createJsonLog } from '../../../functions/platform/log.ts';
import type { Table } from '../../../functions/platform/table.ts';
import {
  createNumberQuestionStore,
  createResidentStore,
  mountResidentRoutes,
  readHousehold,
} from '../../../functions/residents/index.ts';
import { endpoint } from '../../../shared/messages/endpoint.ts';
import type { Audience } from '../../../shared/messages/sign-in.ts';
import { type CookieJar, createCookieJar } from '../../support/cookie-jar.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import { createPhones } from '../../support/phones.ts';
import { SERVER_SECRET } from '../../support/street.ts';

/** A page of staff, to see who is let in. */
const readDesk = endpoint({ method: 'GET', path: '/api/v1/manager/desk' });

export type Answered = { readonly status: number; readonly body: unknown; readonly raw: Response };

/** The three audiences on one table, with everybody's phone and clock in the test's hand. */
export function openDesk(table: Table, clock: FixedClock) {
  const phones = createPhones();
  const identity = createIdentity({ table, serverSecret: SERVER_SECRET, messages: phones });
  const log = createJsonLog(() => undefined);
  const app = newApp({ clock, log });
  const questions = createNumberQuestionStore(table);
  const ports = {
    residents: createResidentStore(table),
    compounds: createCompoundStore(table),
    questions,
    acting: async () => ({}),
  };
  mountResidentSignIn(
    app,
    identity,
    ({ residentIds, waitingIds = [] }) =>
      readHousehold(ports, { actor: { residentIds, waitingIds } }),
    questions,
  );
  mountStaffSignIn(app, identity, 'guard');
  mountStaffSignIn(app, identity, 'manager');
  mountResidentRoutes(app, { ...ports, authenticate: authenticateResident(identity.keys) });
  mountRoute(app, {
    endpoint: readDesk,
    action: 'gate.list',
    authenticate: authenticateStaff(identity, 'manager'),
    handle: async () => undefined,
  });

  async function call(
    method: string,
    path: string,
    options: { body?: unknown; jar?: CookieJar; address?: string } = {},
  ): Promise<Answered> {
    const { body, jar, address = '203.0.113.7:4711' } = options;
    const headers = new Headers({
      origin: 'http://localhost',
      host: 'localhost',
      'cloudfront-viewer-address': address,
    });
    if (jar !== undefined) headers.set('cookie', jar.header());
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const raw = await app.request(path, { method, headers, ...init });
    jar?.keep(raw);
    const text = await raw.text();
    return { status: raw.status, body: text === '' ? undefined : JSON.parse(text), raw };
  }

  const askForCode = (audience: Audience, phone: string, address?: string) =>
    call('POST', `/api/v1/${audience}/sign-in/codes`, {
      body: { phone },
      ...(address === undefined ? {} : { address }),
    });
  const enterCode = (audience: Audience, phone: string, code: string, jar = createCookieJar()) =>
    call('POST', `/api/v1/${audience}/sign-in`, { body: { phone, code }, jar });
  const renew = (audience: Audience, jar: CookieJar) =>
    call('POST', `/api/v1/${audience}/session/renewals`, { jar });
  const signOut = (audience: Audience, jar: CookieJar) =>
    call('DELETE', `/api/v1/${audience}/session`, { jar });
  const readHome = (jar: CookieJar) => call('GET', '/api/v1/resident/household', { jar });
  const readManagerDesk = (jar: CookieJar) => call('GET', '/api/v1/manager/desk', { jar });

  /** Signs in and returns the browser that is signed in. */
  async function signIn(audience: Audience, phone: string): Promise<CookieJar> {
    const jar = createCookieJar();
    await askForCode(audience, phone);
    await enterCode(audience, phone, phones.codeOn(phone), jar);
    return jar;
  }

  return {
    phones,
    askForCode,
    enterCode,
    renew,
    signOut,
    readHome,
    readManagerDesk,
    signIn,
    identity,
  };
}

export const codeOfError = (answer: Answered): string => Object(answer.body).error?.code;
