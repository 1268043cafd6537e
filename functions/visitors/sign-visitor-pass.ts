import { encodePassPart, passSigningInput } from '../../shared/code/pass-part.ts';
import { beginsAt, endsAt } from '../../shared/visitors/visit-times.ts';
import type { Issuer } from '../platform/signer.ts';
import type { Visit } from './visit.ts';

export type SignVisitorPassPorts = { readonly issuer: Issuer };

const MINUTE_MS = 60_000;
/** The page asks anew each time it is opened. */
const LONGEST_MS = 7 * 86_400_000;
/** Whoever stays a little longer still walks out by their code. */
const WALKING_OUT_MS = 12 * 3_600_000;
/** Every group of gates: which of them there are is the gate's rules. */
export const ALL_GATE_GROUPS = 0xffff;

const secondsOfMinute = (ms: number) => (Math.floor(ms / MINUTE_MS) * MINUTE_MS) / 1_000;

/** Signs the pass of a visit for its browser: good for all that it may still do within a week. */
export async function signVisitorPass(
  { issuer }: SignVisitorPassPorts,
  {
    compound,
    visit,
    now,
  }: { readonly compound: number; readonly visit: Visit; readonly now: number },
): Promise<{ readonly pass: string; readonly expires: number }> {
  const stays = Object.values(visit.stays).filter(({ endedAt }) => endedAt === undefined);
  const begins = Math.min(...stays.map(({ times }) => beginsAt(times)));
  const ends = Math.max(...stays.map(({ times }) => endsAt(times))) + WALKING_OUT_MS;
  const signer = issuer.signerAt(now);
  const notBefore = secondsOfMinute(begins);
  const expires = secondsOfMinute(Math.min(ends, Math.max(begins, now) + LONGEST_MS));
  const part = encodePassPart({
    kind: 'visitor',
    keyId: signer.keyId,
    compound,
    index: visit.serial,
    class: 'visitor',
    specimen: false,
    gates: ALL_GATE_GROUPS,
    notBefore,
    expires,
    deviceKey: Buffer.from(visit.deviceKey, 'base64url'),
  });
  const signature = await signer.sign(passSigningInput(part));
  return { pass: Buffer.concat([part, signature]).toString('base64url'), expires };
}
