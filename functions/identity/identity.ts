import type { CommunityId, CompoundId, StreetId } from '../../shared/ids.ts';
import type { Messages, SignInMessage } from '../messages/index.ts';
import type { RandomBytes } from '../platform/random.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { deriveKey } from '../platform/secrets.ts';
import type { AccountStore } from './account-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SignInCodeStore } from './sign-in-code-store.ts';

/** Which compounds lie in a street or a community; a minute behind at most. */
export interface PlacesWithin {
  compoundsWithin(place: StreetId | CommunityId, nowMs: number): Promise<readonly CompoundId[]>;
}

export type IdentityKeys = {
  readonly session: Uint8Array;
  readonly refresh: Uint8Array;
  readonly phone: Uint8Array;
  readonly otp: Uint8Array;
  readonly contact: Uint8Array;
  /** Of PINs and door cards. */
  readonly means: Uint8Array;
};

/** What signing in needs from outside. */
export type IdentityPorts = {
  readonly accounts: AccountStore;
  readonly places: PlacesWithin;
  readonly codes: SignInCodeStore;
  readonly sessions: SessionStore;
  readonly rates: RateLimits;
  readonly messages: Messages<SignInMessage>;
  readonly random: RandomBytes;
  readonly keys: IdentityKeys;
};

export function identityKeys(serverSecret: Uint8Array): IdentityKeys {
  return {
    session: deriveKey(serverSecret, 'session'),
    means: deriveKey(serverSecret, 'entry-means'),
    refresh: deriveKey(serverSecret, 'refresh'),
    phone: deriveKey(serverSecret, 'phone'),
    otp: deriveKey(serverSecret, 'otp'),
    contact: deriveKey(serverSecret, 'contact'),
  };
}
