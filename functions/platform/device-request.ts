import { createHash } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { GateDeviceId } from '../../shared/ids.ts';
import { type Failure, fail } from './failure.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { signatureVerifier } from './signature-verifier.ts';

/**
 * `Authorization: XQ-Device <compact JWS>`: a gate device signs what it asks for, so that its
 * request is nobody else's and cannot be turned into another one. It may arrive twice: what
 * devices ask for is the same when asked again.
 */
const SCHEME = /^XQ-Device ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;
const TYPE = 'xq-request+jwt';
/** A gate learns the server's time from every answer; two minutes are for the road. */
const CLOCK_TOLERANCE_SECONDS = 120;

const Claims = z.object({ htm: z.string(), htu: z.string(), bh: z.string(), iat: z.number() });

export type DeviceRequest = { readonly deviceId: GateDeviceId; readonly token: string };

/** Which device says it is asking. Nothing is verified yet. */
export function readDeviceRequest(request: IncomingRequest): DeviceRequest | Failure {
  const refused = fail('device_signature_invalid');
  const token = SCHEME.exec(request.header('authorization') ?? '')?.[1];
  if (token === undefined) return refused;
  try {
    const { kid, typ } = decodeProtectedHeader(token);
    const deviceId = GateDeviceId.safeParse(kid);
    return typ === TYPE && deviceId.success ? { deviceId: deviceId.data, token } : refused;
  } catch {
    return refused;
  }
}

async function readClaims(token: string, signingKey: Uint8Array): Promise<unknown> {
  const key = await signatureVerifier.importKey(signingKey);
  if (key === undefined) return undefined;
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ['ES256'] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}

/**
 * Whether this device's key signed this very request, lately.
 * @param signingKey the device's, a compressed point
 * @returns undefined where it did
 */
export async function checkDeviceRequest(
  { token }: DeviceRequest,
  signingKey: Uint8Array,
  request: IncomingRequest,
): Promise<Failure | undefined> {
  const claims = Claims.safeParse(await readClaims(token, signingKey)).data;
  if (claims === undefined) return fail('device_signature_invalid');
  const bodyHash = createHash('sha256')
    .update(await request.rawBody())
    .digest('base64url');
  const isThisRequest =
    claims.htm === request.method && claims.htu === request.path && claims.bh === bodyHash;
  if (!isThisRequest) return fail('device_signature_invalid');
  const offSeconds = Math.abs(request.now / 1_000 - claims.iat);
  return offSeconds <= CLOCK_TOLERANCE_SECONDS ? undefined : fail('device_clock_off');
}
