import {
  type Audience,
  guardSignIn,
  managerSignIn,
  type ResidentAccount,
  residentSignIn,
  type StaffAccount,
} from '../../shared/messages/sign-in.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type App, authenticateAnyone, mountRoute, type Reply } from '../platform/http.ts';
import type { Principal } from './account.ts';
import { endSession } from './end-session.ts';
import type { IdentityPorts } from './identity.ts';
import type { NumberWatch } from './number-watch.ts';
import { renewSession } from './renew-session.ts';
import { requestSignInCode } from './request-sign-in-code.ts';
import { clearSessionCookies, renewalTokenIn, setSessionCookies } from './session-cookies.ts';
import { type SignedIn, signIn } from './sign-in.ts';

/** A refused session is taken out of the browser, so that the page does not try it again. */
function keepInCookies(
  reply: Reply,
  audience: Audience,
  signedIn: SignedIn | Failure,
  now: number,
): signedIn is SignedIn {
  if (isFailure(signedIn)) clearSessionCookies(reply, audience);
  else setSessionCookies(reply, audience, signedIn, now);
  return !isFailure(signedIn);
}

type Mounted<A extends Audience> = {
  readonly app: App;
  readonly ports: IdentityPorts;
  readonly audience: A;
};

/** Codes, renewal and sign-out are the same for every audience. */
function mountCommon(
  { app, ports, audience }: Mounted<Audience>,
  endpoints: Pick<
    typeof residentSignIn | typeof guardSignIn | typeof managerSignIn,
    'requestCode' | 'renewSession' | 'signOut'
  >,
): void {
  const authenticate = authenticateAnyone;
  mountRoute(app, {
    endpoint: endpoints.requestCode,
    action: 'session.start',
    authenticate,
    handle: ({ body, request, now }) =>
      requestSignInCode(ports, { audience, phone: body.phone, address: request.address, now }),
  });
  mountRoute(app, {
    endpoint: endpoints.renewSession,
    action: 'session.renew',
    authenticate,
    handle: async ({ request, reply, now }) => {
      const renewalToken = renewalTokenIn(request, audience);
      const renewed = await renewSession(ports, { audience, renewalToken, now });
      return keepInCookies(reply, audience, renewed, now) ? undefined : renewed;
    },
  });
  mountRoute(app, {
    endpoint: endpoints.signOut,
    action: 'session.end',
    authenticate,
    handle: async ({ request, reply }) => {
      await endSession(ports, { audience, renewalToken: renewalTokenIn(request, audience) });
      clearSessionCookies(reply, audience);
      return undefined;
    },
  });
}

/**
 * @param describeResidents the signed-in residents as their page shows them
 * @param watch where the household is asked about a number that was silent for long
 */
export function mountResidentSignIn(
  app: App,
  ports: IdentityPorts,
  describeResidents: (
    signedIn: Extract<Principal, { kind: 'residents' }>,
  ) => Promise<ResidentAccount | Failure>,
  watch: NumberWatch,
): void {
  const audience = 'resident';
  mountCommon({ app, ports, audience }, residentSignIn);
  mountRoute(app, {
    endpoint: residentSignIn.signIn,
    action: 'session.start',
    authenticate: authenticateAnyone,
    handle: async ({ body, reply, now }) => {
      const signedIn = await signIn(ports, { audience, ...body, watch, now });
      if (isFailure(signedIn)) return signedIn;
      setSessionCookies(reply, audience, signedIn, now);
      const { principal } = signedIn;
      if (principal.kind !== 'residents') throw new TypeError('this page knows residents alone');
      return describeResidents(principal);
    },
  });
}

function describeStaff(principal: Principal): StaffAccount {
  if (principal.kind !== 'staff') throw new TypeError('a staff page knows staff alone');
  const { staffId, maskedName, grants } = principal.member;
  const told = grants.flatMap(({ role, node, until }) =>
    role === 'property_manager' || role === 'guard' ? [{ role, node, until }] : [],
  );
  return { staffId, maskedName, grants: told };
}

export function mountStaffSignIn(
  app: App,
  ports: IdentityPorts,
  audience: Exclude<Audience, 'resident'>,
): void {
  const endpoints = audience === 'guard' ? guardSignIn : managerSignIn;
  mountCommon({ app, ports, audience }, endpoints);
  mountRoute(app, {
    endpoint: endpoints.signIn,
    action: 'session.start',
    authenticate: authenticateAnyone,
    handle: async ({ body, reply, now }) => {
      const signedIn = await signIn(ports, { audience, ...body, now });
      if (isFailure(signedIn)) return signedIn;
      setSessionCookies(reply, audience, signedIn, now);
      return describeStaff(signedIn.principal);
    },
  });
}
