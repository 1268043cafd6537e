import { createNumberQuestionStore } from '../../functions/residents/index.ts';
import type { RequestId } from '../../shared/ids.ts';
import { OwnRequest } from '../../shared/messages/requests.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import type { Call, Gatehouse } from '../support/gatehouse.ts';
import { GATES } from '../support/gates.ts';
import type { ResidentPhone } from '../support/resident-phone.ts';
import { accountOfPhone, PHONES, RESIDENTS } from '../support/street.ts';

/** One small morning: who is there, with which devices and which open shift. */
export type Scene = {
  readonly house: Gatehouse;
  readonly father: ResidentPhone;
  readonly neighbour: ResidentPhone;
  readonly east: GatePhone;
  readonly west: GatePhone;
  readonly elsewhere: GatePhone;
  readonly unenrolled: GatePhone;
  /** Of the device at the east gate. */
  readonly shiftId: string;
  /** What the father asked for. */
  readonly requestId: RequestId;
};

async function askForSomething(house: Gatehouse): Promise<RequestId> {
  const path = `/api/v1/resident/residents/${RESIDENTS.father}/requests`;
  const { status, code, body } = await house.call('resident', 'POST', path, {
    cookie: await sessionsOf(house).resident(),
    body: {
      key: '0000000000000001',
      typeId: 'errands',
      text: '取一个快递',
      details: {},
      photos: [],
    },
  });
  if (status !== 200) throw new Error(`${status} ${code}`);
  return OwnRequest.parse(body).requestId;
}

export async function setScene(house: Gatehouse): Promise<Scene> {
  const unenrolled = await house.deviceAt(GATES.east);
  await house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${unenrolled.deviceId}`, {
    cookie: await house.staffCookie('property_manager'),
  });
  const east = await house.deviceAt(GATES.east);
  const scene = {
    house,
    unenrolled,
    east,
    west: await house.deviceAt(GATES.west),
    elsewhere: await house.deviceAt(GATES.elsewhere),
    father: await house.phoneOf(RESIDENTS.father),
    neighbour: await house.phoneOf(RESIDENTS.neighbour),
    shiftId: (await house.startShift(east)).shiftId,
    requestId: await askForSomething(house),
  };
  await createNumberQuestionStore(house.table).askHousehold({
    accountId: accountOfPhone(PHONES.mother),
    residentId: RESIDENTS.mother,
    since: house.clock(),
  });
  house.clock.advance(60_000);
  // Whoever knocks is on the books by then, so that knocking alone writes nothing.
  for (const present of Object.values(PRESENTERS)) await present(scene);
  return scene;
}

type Present = (scene: Scene) => Promise<Pick<Call, 'cookie' | 'device' | 'headers'>>;

const AUDIENCES = ['resident', 'guard', 'manager'] as const;
type Cookies = Pick<Gatehouse, 'residentCookie' | 'staffCookie'>;

const sessionsOf = (house: Cookies, now?: number) => ({
  resident: () => house.residentCookie(PHONES.father, [RESIDENTS.father], now),
  guard: () => house.staffCookie('guard', now === undefined ? {} : { now }),
  manager: () => house.staffCookie('property_manager', now === undefined ? {} : { now }),
});

/** One audience's token in the cookies of all the others. */
function inOtherCookies(cookie: string, audience: (typeof AUDIENCES)[number]): string {
  const token = cookie.slice(cookie.indexOf('=') + 1);
  return AUDIENCES.filter((other) => other !== audience)
    .map((other) => `__Host-xq-${other}=${token}`)
    .join('; ');
}

/** The same session with another right written into it. */
function tamper(cookie: string): string {
  const [header = '', claims = '', signature = ''] = cookie.split('.');
  const changed = JSON.parse(Buffer.from(claims, 'base64url').toString());
  changed.residents = [RESIDENTS.neighbour];
  changed.grants = [{ role: 'property_manager', node: 'cmp_2', until: 9_999_999_999_999 }];
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}

/** The same claims, signed by nobody. */
function unsign(cookie: string): string {
  const [name = ''] = cookie.split('=');
  const none = Buffer.from('{"alg":"none","typ":"xq-session+jwt"}').toString('base64url');
  return `${name}=${none}.${cookie.split('.')[1]}.`;
}

const AN_OLD_SESSION_MS = 11 * 60_000;

const ofEveryAudience = (
  name: string,
  present: (scene: Scene, audience: (typeof AUDIENCES)[number]) => Promise<string>,
): Record<string, Present> =>
  Object.fromEntries(
    AUDIENCES.map((audience) => [
      `${name} (${audience})`,
      async (scene: Scene) => ({ cookie: await present(scene, audience) }),
    ]),
  );

/** Everybody who may knock, by what they present. */
export const PRESENTERS: Record<string, Present> = {
  nobody: async () => ({}),
  'a resident': async ({ house }) => ({ cookie: await sessionsOf(house).resident() }),
  'a resident of elsewhere': async ({ house }) => ({
    cookie: await house.residentCookie(PHONES.neighbour, [RESIDENTS.neighbour]),
  }),
  'a resident whose number waits': async ({ house }) => ({
    cookie: await house.waitingCookie(PHONES.mother, [RESIDENTS.mother]),
  }),
  'a guard': async ({ house }) => ({ cookie: await sessionsOf(house).guard() }),
  'a guard of elsewhere': async ({ house }) => ({
    cookie: await house.staffCookie('guard', { node: 'cmp_2' }),
  }),
  'a manager': async ({ house }) => ({ cookie: await sessionsOf(house).manager() }),
  'a manager of elsewhere': async ({ house }) => ({
    cookie: await house.staffCookie('property_manager', { node: 'cmp_2' }),
  }),
  'a community worker': async ({ house }) => ({
    cookie: await house.staffCookie('community_worker', { node: 'com_1' }),
  }),
  'a grid worker': async ({ house }) => ({
    cookie: await house.staffCookie('grid_worker', { node: 'grd_1_1' }),
  }),
  'an auditor': async ({ house }) => ({
    cookie: await house.staffCookie('auditor', { node: 'cmp_1' }),
  }),
  'the device': async ({ east }) => ({ device: east }),
  'a device of another gate': async ({ west }) => ({ device: west }),
  'a device of elsewhere': async ({ elsewhere }) => ({ device: elsewhere }),
  'an un-enrolled device': async ({ unenrolled }) => ({ device: unenrolled }),
  'an unsigned device': async ({ east }) => ({
    headers: { authorization: `XQ-Device ${east.deviceId}` },
  }),
  'a device with another’s name': async ({ east, west }) => ({
    device: { ...west, deviceId: east.deviceId, authorize: impersonating(west, east) },
  }),
  'the device and a guard': async ({ house, east }) => ({
    device: east,
    cookie: await sessionsOf(house).guard(),
  }),
  'the device and a guard of elsewhere': async ({ house, east }) => ({
    device: east,
    cookie: await house.staffCookie('guard', { node: 'cmp_2' }),
  }),
  'the device and a manager': async ({ house, east }) => ({
    device: east,
    cookie: await sessionsOf(house).manager(),
  }),
  'an un-enrolled device and a guard': async ({ house, unenrolled }) => ({
    device: unenrolled,
    cookie: await sessionsOf(house).guard(),
  }),
  ...ofEveryAudience('an expired session', ({ house }, audience) =>
    sessionsOf(house, house.clock() - AN_OLD_SESSION_MS)[audience](),
  ),
  ...ofEveryAudience('a tampered session', async ({ house }, audience) =>
    tamper(await sessionsOf(house)[audience]()),
  ),
  ...ofEveryAudience('an unsigned session', async ({ house }, audience) =>
    unsign(await sessionsOf(house)[audience]()),
  ),
  ...ofEveryAudience('a session of another audience', async ({ house }, audience) =>
    inOtherCookies(await sessionsOf(house)[audience](), audience),
  ),
};

/** Signs with the one device's key and says it is the other. */
function impersonating(signer: GatePhone, named: GatePhone): GatePhone['authorize'] {
  return (request, unixMs) => {
    const own = signer.authorize(request, unixMs).slice('XQ-Device '.length);
    const [, claims = '{}'] = own
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString());
    const header = { typ: 'xq-request+jwt', kid: named.deviceId };
    return `XQ-Device ${signer.signing.token(header, JSON.parse(claims))}`;
  };
}
