import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { GateState } from '../../shared/messages/gates.ts';
import { writeStatusListClaims } from '../../shared/status-list/status-list.ts';
import type { CompoundVersions } from '../compounds/index.ts';
import type { CompiledList, StatusLists } from '../passes/index.ts';
import type { GateDeviceActor } from '../platform/actor.ts';
import { contentTag } from '../platform/content-tag.ts';
import { type Failure, fail } from '../platform/failure.ts';
import type { Issuer } from '../platform/signer.ts';
import type { DeviceContacts } from './device-contacts.ts';
import type { Gate } from './gate.ts';
import type { GateDirectory } from './gate-directory.ts';
import { namesVersionOf } from './holders-now.ts';
import type { ListKey } from './list-key.ts';

/** A gate that hears "unchanged" for longer than this gets its documents signed anew. */
const SIGNED_ANEW_MS = 5 * 60_000;
/** The oldest list that anybody may decide by, and the longest way back to a network. */
const GOOD_FOR_SECONDS = 72 * 3_600;
/** A street's gates, each with its newest documents. */
const STATES_KEPT = 512;

export type ReadGateStatePorts = {
  readonly directory: GateDirectory;
  readonly lists: StatusLists;
  readonly versions: CompoundVersions;
  readonly listKey: (nowMs: number) => Promise<ListKey>;
  readonly signed: SignedStates;
  readonly issuer: Issuer;
  readonly contacts: DeviceContacts;
};

/** Documents signed by this process, so that a busy gate costs no signature a refresh. */
export type SignedStates = Map<GateId, { readonly version: string; readonly state: GateState }>;

export type ReadGateStateInput = {
  readonly actor: GateDeviceActor;
  readonly gateId: GateId;
  readonly now: number;
  /** Whether the caller already has the documents of this version. */
  readonly has: (version: string) => boolean;
};

/** `state` is absent where the caller has it already. */
export type GateStateAnswer = {
  readonly version: string;
  /** Of the names, which are another document. */
  readonly names: string;
  readonly state?: GateState;
};

/**
 * The same in every process: what the documents say, which five minutes they were signed in, and
 * under which issuer's key.
 */
function versionOf(
  { rules }: Gate,
  { source }: CompiledList,
  { keyId, nowMs }: { readonly keyId: number; readonly nowMs: number },
): string {
  const signedIn = Math.floor(nowMs / SIGNED_ANEW_MS);
  const said = [source.compound, source.version, signedIn, rules, keyId];
  return `"${contentTag(JSON.stringify(said))}"`;
}

async function signState(
  key: ListKey,
  { rules }: Gate,
  { source, zlib }: CompiledList,
  nowMs: number,
): Promise<GateState> {
  const issuedAt = Math.floor(nowMs / 1_000);
  const dates = { iat: issuedAt, exp: issuedAt + GOOD_FOR_SECONDS };
  const claims = writeStatusListClaims({
    subject: source.compound,
    issuedAt: dates.iat,
    expires: dates.exp,
    version: source.version,
    zlib,
  });
  const [statusList, signedRules] = await Promise.all([
    key.sign('statuslist+jwt', claims, dates),
    key.sign('xq-gate-rules+jwt', { rules }, dates),
  ]);
  return { certificate: key.certificate, statusList, rules: signedRules };
}

/** What a gate decides by, for its own devices; nothing where it has not changed. */
export async function readGateState(
  { directory, lists, versions, listKey, signed, issuer, contacts }: ReadGateStatePorts,
  { actor, gateId, now, has }: ReadGateStateInput,
): Promise<GateStateAnswer | Failure> {
  if (actor.gateId !== gateId) return fail('not_permitted');
  const gate = await directory.findGate(gateId, now);
  if (gate === undefined) return fail('not_found');
  const compound = compoundOf(gateId);
  const [list, versionsNow] = await Promise.all([
    lists.current(compound, now),
    versions.of(compound, now),
    contacts.note(actor.deviceId, now),
  ]);
  const version = versionOf(gate, list, { keyId: issuer.signerAt(now).keyId, nowMs: now });
  const names = namesVersionOf(versionsNow);
  if (has(version)) return { version, names };

  const known = signed.get(gateId);
  if (known?.version === version) return { version, names, state: known.state };
  const state = await signState(await listKey(now), gate, list, now);
  signed.delete(gateId);
  signed.set(gateId, { version, state });
  const [oldest] = signed.keys();
  if (oldest !== undefined && signed.size > STATES_KEPT) signed.delete(oldest);
  return { version, names, state };
}
