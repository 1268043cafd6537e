import { base64urlnopad } from '@scure/base';
import { decodeProtectedHeader, type CryptoKey as JoseKey, jwtVerify, type KeyObject } from 'jose';
import * as z from 'zod';
import type { IssuerKeys } from '../../../shared/code/verify-code.ts';
import { GateRules } from '../../../shared/gate/gate-rules.ts';
import { compoundIdOf } from '../../../shared/ids.ts';
import type { GateState } from '../../../shared/messages/gates.ts';
import { CompressedKey } from '../../../shared/messages/passes.ts';
import {
  type Inflater,
  readStatusListClaims,
  type StatusList,
} from '../../../shared/status-list/status-list.ts';
import type { KeyImport } from './issuer-keys.ts';

type VerifyingKey = JoseKey | KeyObject;

/** What a gate decides by, verified. */
export type HeldGateState = {
  readonly list: StatusList;
  readonly rules: GateRules;
  /** Unix seconds. */
  readonly rulesSignedAt: number;
};

/** Why a state was not taken. The one held goes on counting, and grows old on screen. */
export type StateRefusal =
  | { readonly refused: 'unknown_issuer' | 'not_certified' | 'bad_list' | 'bad_rules' }
  /** Signed for another gate, or its list is older than the one held. */
  | { readonly refused: 'other_gate' | 'older' };

export type GateStateContext<Key extends VerifyingKey> = {
  readonly issuerKeys: IssuerKeys<Key>;
  readonly importKey: KeyImport<Key>;
  readonly inflate: Inflater;
  readonly compound: number;
  readonly gate: number;
  readonly held: HeldGateState | undefined;
  /** Unix milliseconds. */
  readonly now: number;
};

/** Both clocks are the server's; this is for answers that were a moment under way. */
const TOLERANCE_SECONDS = 60;

const CertificateClaims = z.object({ key: CompressedKey });
const RulesClaims = z.object({ iat: z.number().int(), rules: GateRules });
const ListClaims = z.object({ sub: z.string() });

/**
 * Verifies a gate's state down from the issuer's key: the issuer certifies the list key, the list
 * key signs list and rules, and both are for this very gate. A list or rules older than those
 * held never replace them, whatever order answers come in.
 */
export async function acceptGateState<Key extends VerifyingKey>(
  state: GateState,
  context: GateStateContext<Key>,
): Promise<HeldGateState | StateRefusal> {
  const issuerKey = context.issuerKeys.get(issuerOf(state.certificate));
  if (issuerKey === undefined) return { refused: 'unknown_issuer' };
  const certificate = await claimsOf(state.certificate, 'xq-list-key+jwt', issuerKey, context.now);
  const certified = CertificateClaims.safeParse(certificate);
  if (!certified.success) return { refused: 'not_certified' };
  const listKey = await context.importKey(base64urlnopad.decode(certified.data.key));
  if (listKey === undefined) return { refused: 'not_certified' };

  const listPayload = await claimsOf(state.statusList, 'statuslist+jwt', listKey, context.now);
  const list = await readStatusListClaims(listPayload, context.inflate);
  const listSubject = ListClaims.safeParse(listPayload).data?.sub;
  if (list === undefined || listSubject === undefined) return { refused: 'bad_list' };

  const rulesPayload = await claimsOf(state.rules, 'xq-gate-rules+jwt', listKey, context.now);
  const rules = RulesClaims.safeParse(rulesPayload);
  if (!rules.success) return { refused: 'bad_rules' };

  const received: HeldGateState = {
    list,
    rules: rules.data.rules,
    rulesSignedAt: rules.data.iat,
  };
  if (!isForGate(received, listSubject, context)) return { refused: 'other_gate' };
  return notOlder(received, context.held);
}

function isForGate(
  { rules }: HeldGateState,
  listSubject: string,
  { compound, gate }: { readonly compound: number; readonly gate: number },
): boolean {
  return (
    listSubject === compoundIdOf(compound) && rules.compound === compound && rules.gate === gate
  );
}

function notOlder(
  received: HeldGateState,
  held: HeldGateState | undefined,
): HeldGateState | StateRefusal {
  if (held === undefined) return received;
  if (received.list.version < held.list.version) return { refused: 'older' };
  const { rules, rulesSignedAt } = received.rulesSignedAt < held.rulesSignedAt ? held : received;
  return { list: received.list, rules, rulesSignedAt };
}

function issuerOf(certificate: string): number {
  try {
    const { kid } = decodeProtectedHeader(certificate);
    return Number(/^i([0-9]{1,3})$/.exec(kid ?? '')?.[1] ?? Number.NaN);
  } catch {
    return Number.NaN;
  }
}

/** The claims, or undefined for a token that does not verify, is of another kind or has expired. */
async function claimsOf(
  token: string,
  typ: string,
  key: VerifyingKey,
  now: number,
): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['ES256'],
      typ,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
      clockTolerance: TOLERANCE_SECONDS,
    });
    return payload;
  } catch {
    return undefined;
  }
}
