import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/platform/actor.ts';
import { fail } from '../../../functions/platform/failure.ts';
import { mountRoute, newApp, routesOf } from '../../../functions/platform/http.ts';
import { endpoint } from '../../../shared/messages/endpoint.ts';
import { fixedClock, NOON } from '../../support/fixed-clock.ts';
import { errorOf, greet, greetingApp, post } from './greeting-app.ts';

describe('the permission matrix', () => {
  const resident: Actor = {
    kind: 'resident',
    accountId: 'acc_0000000000000001',
    sessionId: 'ses_0000000000000001',
    residentIds: [],
    waitingIds: [],
  };
  const staff = (until: number): Actor => ({
    kind: 'staff',
    accountId: 'acc_0000000000000001',
    sessionId: 'ses_0000000000000001',
    staffId: 'stf_0000000000000001',
    grants: [{ role: 'property_manager', node: 'cmp_1', until }],
  });
  const managed = endpoint({ method: 'GET', path: '/managed' });

  async function ask(actor: Actor): Promise<[number, string?]> {
    const app = newApp({ clock: fixedClock() });
    mountRoute(app, {
      endpoint: managed,
      action: 'gate.list',
      authenticate: async () => actor,
      handle: async () => undefined,
    });
    const answer = await app.request('/managed');
    return answer.status === 204 ? [204] : [answer.status, (await errorOf(answer)).code];
  }

  it('lets the role through until its grant ends', async () => {
    expect(await ask(staff(NOON + 1))).toEqual([204]);
    expect(await ask(staff(NOON))).toEqual([403, 'not_permitted']);
  });

  it('asks nobody-yet to sign in and refuses everybody else', async () => {
    expect(await ask({ kind: 'anyone' })).toEqual([401, 'not_signed_in']);
    expect(await ask(resident)).toEqual([403, 'not_permitted']);
  });

  it('is asked before the body is read', async () => {
    const app = newApp();
    mountRoute(app, {
      endpoint: greet,
      action: 'gate.list',
      authenticate: async () => fail('session_expired'),
      handle: async () => ({ said: '' }),
    });
    const answer = await app.request('/greetings', post('not even json'));
    expect((await errorOf(answer)).code).toBe('session_expired');
  });

  it('is known for every mounted route', () => {
    expect(routesOf(greetingApp().app)).toEqual([
      { method: 'POST', path: '/greetings', action: 'session.start' },
      { method: 'GET', path: '/gates/:gateId', action: 'keys.read' },
      { method: 'POST', path: '/gates/:gateId/copies', action: 'session.start' },
      { method: 'DELETE', path: '/visit', action: 'session.end' },
    ]);
  });
});
