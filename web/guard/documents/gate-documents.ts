import { shallowRef } from 'vue';
import type { SignatureVerifier } from '../../../shared/code/verify-code.ts';
import { compoundNumberOf, gateNumberOf } from '../../../shared/ids.ts';
import {
  GateState,
  NAMES_VERSION,
  readGateState,
  readHolders,
} from '../../../shared/messages/gates.ts';
import type { Inflater } from '../../../shared/status-list/status-list.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import type { GuardClock } from '../app/guard-clock.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import type { HeldDocuments } from '../decision/decide-scans.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import { type HeldLane, openLane } from '../lane/open-lane.ts';
import { type HeldNumbers, openNumbers } from '../numbers/open-numbers.ts';
import type { HeldHolders } from '../shift/holder.ts';
import { openHolders } from '../shift/open-holders.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import { acceptGateState, type HeldGateState } from './gate-state.ts';
import {
  asIssuerKeys,
  type HeldIssuerKeys,
  issuerKeysIn,
  readIssuerKeySet,
  withdrawsAny,
} from './issuer-keys.ts';
import type { KeptDocument } from './kept-document.ts';

export type DocumentName = 'keys' | 'state' | 'holders';

/** The three documents of a gate, as they stand now. */
export interface GateDocuments extends HeldDocuments<CryptoKey> {
  /** Who lives here, by house and surname. Undefined without a shift, or before it has come. */
  lane(): HeldLane | undefined;
  /** What is on the disk, verified again. */
  load(): Promise<void>;
  /** Asks the server for each; true when keys and state were answered. */
  refresh(): Promise<boolean>;
  /** Forgets the names; what lies on the disk is the shift's own matter. */
  forgetHolders(): void;
  /** Opens the names on the disk with the key of the shift that has just begun. */
  openHolders(): Promise<void>;
}

type Needs = {
  readonly database: GuardDatabase;
  readonly device: EnrolledDevice;
  readonly shift: () => OpenShift | undefined;
  readonly api: Api;
  /** Learns no time from answers: the key set comes from an edge that may have kept it a while. */
  readonly edgeApi: Api;
  readonly sign: SignRequest;
  readonly clock: GuardClock;
  readonly verifier: SignatureVerifier<CryptoKey>;
  readonly inflate: Inflater;
  /** An issuer's key is gone: what was verified under it counts no more. */
  readonly onKeyWithdrawn: () => void;
  readonly onRefused: (failure: ApiFailure) => void;
};

export function openGateDocuments(needs: Needs): GateDocuments {
  const { database, device, api, sign, clock, verifier } = needs;
  const kept: Partial<Record<DocumentName, KeptDocument>> = {};
  let keys: HeldIssuerKeys<CryptoKey> = new Map();
  let state: HeldGateState | undefined;
  let holders: HeldHolders = new Map();
  const lane = shallowRef<HeldLane>();
  const numbers = shallowRef<HeldNumbers>();

  const importKey = (point: Uint8Array) => verifier.importKey(point);

  /** Whether a body was good enough to replace what is held. */
  const take = {
    async keys(body: unknown): Promise<boolean> {
      const next = await issuerKeysIn(body, importKey, keys);
      if (next === undefined) return false;
      const withdrawn = withdrawsAny(keys, next);
      keys = next;
      if (withdrawn) needs.onKeyWithdrawn();
      return true;
    },
    async state(body: unknown, now: number): Promise<boolean> {
      const parsed = GateState.safeParse(body);
      if (!parsed.success) return false;
      const next = await acceptGateState(parsed.data, {
        issuerKeys: asIssuerKeys(keys),
        importKey,
        inflate: needs.inflate,
        compound: compoundNumberOf(device.gateId),
        gate: gateNumberOf(device.gateId),
        held: state,
        now,
      });
      if ('refused' in next) {
        console.warn(`gate state not taken: ${next.refused}`);
        return false;
      }
      state = next;
      return true;
    },
    async holders(body: unknown): Promise<boolean> {
      const shiftKey = needs.shift()?.shiftKey;
      const next = shiftKey && (await openHolders(body, shiftKey));
      if (shiftKey !== undefined && next !== undefined) {
        holders = next;
        lane.value = await openLane(body, shiftKey);
        numbers.value = await openNumbers(body, shiftKey);
      }
      return next !== undefined;
    },
  };

  const ask = {
    keys: (etag: string | undefined) =>
      needs.edgeApi.exchange(readIssuerKeySet, { headers: ifNoneMatch(etag) }),
    state: (etag: string | undefined) =>
      api.exchange(readGateState, {
        params: { gateId: device.gateId },
        authorize: sign,
        headers: ifNoneMatch(etag),
      }),
    holders: async (etag: string | undefined) => {
      const { shiftId, shiftKey, relief } = needs.shift() ?? {};
      // A shift that the server does not know has no names of its own there.
      if (shiftId === undefined || shiftKey === undefined || relief !== undefined) return undefined;
      return api.exchange(readHolders, {
        params: { gateId: device.gateId, shiftId },
        authorize: sign,
        headers: ifNoneMatch(etag),
      });
    },
  };

  const keep = async (name: DocumentName, document: KeptDocument): Promise<void> => {
    kept[name] = document;
    // A full disk costs the next start its documents, not this one.
    await database.put('documents', document, name).catch(() => undefined);
  };

  /** As the last answer of the state said. */
  let namesNow: string | undefined;
  const hasNames = (): boolean =>
    kept.holders !== undefined && namesNow !== undefined && kept.holders.names === namesNow;

  const refreshOne = async (name: DocumentName): Promise<boolean> => {
    const before = kept[name];
    const outcome = await ask[name](before?.etag);
    if (outcome === undefined) return false;
    if (isApiFailure(outcome)) {
      needs.onRefused(outcome);
      return false;
    }
    const now = clock.time().nowMs;
    const told = outcome.headers.get(NAMES_VERSION) ?? undefined;
    if (name === 'state') namesNow = told;
    const names = name === 'holders' && told !== undefined ? { names: told } : {};
    if (outcome.result === 'not_modified') {
      if (before !== undefined) await keep(name, { ...before, confirmedAt: now, ...names });
      return before !== undefined;
    }
    if (!(await take[name](outcome.answer, now))) return false;
    await keep(name, {
      body: outcome.answer,
      etag: outcome.etag,
      receivedAt: now,
      confirmedAt: now,
      ...names,
    });
    return true;
  };

  const loadOne = async (name: DocumentName): Promise<void> => {
    const document = await database.get('documents', name);
    if (document === undefined) return;
    // Its dates are judged as of then: how old it may be now is the age policy's.
    if (await take[name](document.body, document.receivedAt)) kept[name] = document;
  };

  let refreshing: Promise<boolean> | undefined;

  return {
    keys: () => asIssuerKeys(keys),
    rules: () => state?.rules,
    list: () => {
      const confirmedAt = kept.state?.confirmedAt;
      if (state === undefined || confirmedAt === undefined) return undefined;
      return { list: state.list, ageMs: clock.time().nowMs - confirmedAt };
    },
    holders: () => holders,
    lane: () => lane.value,
    numbers: () => numbers.value,
    async load() {
      for (const name of ['keys', 'state', 'holders'] as const) await loadOne(name);
    },
    refresh() {
      refreshing ??= (async () => {
        const firstNames = kept.holders === undefined ? refreshOne('holders') : undefined;
        // The state is verified by the keys, so they come first.
        const gotKeys = await refreshOne('keys');
        const gotState = await refreshOne('state');
        await firstNames;
        // Names change rarely, and the state says when.
        if (firstNames === undefined && !hasNames()) await refreshOne('holders');
        return gotKeys && gotState;
      })().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
    forgetHolders() {
      holders = new Map();
      lane.value = undefined;
      numbers.value = undefined;
      delete kept.holders;
    },
    openHolders: () => loadOne('holders'),
  };
}

const ifNoneMatch = (etag: string | undefined): Record<string, string> =>
  etag === undefined ? {} : { 'if-none-match': etag };
