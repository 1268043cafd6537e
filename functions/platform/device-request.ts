import { createHash, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import { SIGNATURE_BYTES } from '../../shared/code/signature.ts';
import { GateDeviceId } from '../../shared/ids.ts';
import { type Failure, fail } from './failure.ts';
import type { IncomingRequest } from './incoming-request.ts';
import { signatureVerifier } from './signature-verifier.ts';

/**
 * `Authorization: XQ-Device <compact JWS>`: a gate device signs what it asks for, so that its
 * request is nobody else's and cannot be turned into another one. It may arrive twice: what
 * devices ask for is the same when asked again.
 *
 * Every scan that the server decides comes so. The signature is verified on this thread under a
 * key that is ready, at the cost of the verification alone; a JOSE library's way through
 * WebCrypto costs three times that. Nothing but ES256 is known here, and a header says no more
 * than these three things.
 */
const SCHEME = /^XQ-Device ([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
const Header = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('xq-request+jwt'),
  kid: GateDeviceId,
});
/** A gate learns the server's time from every answer; two minutes are for the road. */
const CLOCK_TOLERANCE_SECONDS = 120;

const Claims = z.object({ htm: z.string(), htu: z.string(), bh: z.string(), iat: z.number() });

export type DeviceRequest = {
  readonly deviceId: GateDeviceId;
  readonly claims: z.infer<typeof Claims>;
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
};

/** The bytes of a base64url text; undefined for any other text than the one that they have. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(bytesOf(text)?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}

/** Which device says it is asking, and what for. Nothing is verified yet. */
export function readDeviceRequest(request: IncomingRequest): DeviceRequest | Failure {
  const token = SCHEME.exec(request.header('authorization') ?? '');
  const [, header = '', claims = '', signed = ''] = token ?? [];
  const named = Header.safeParse(jsonIn(header)).data;
  const asked = Claims.safeParse(jsonIn(claims)).data;
  const signature = bytesOf(signed);
  if (named === undefined || asked === undefined || signature?.length !== SIGNATURE_BYTES) {
    return fail('device_signature_invalid');
  }
  const signingInput = Buffer.from(`${header}.${claims}`, 'ascii');
  return { deviceId: named.kid, claims: asked, signingInput, signature };
}

/**
 * Whether this device's key signed this very request, lately.
 * @param key the device's
 * @returns undefined where it did
 */
export async function checkDeviceRequest(
  { claims, signingInput, signature }: DeviceRequest,
  key: KeyObject,
  request: IncomingRequest,
): Promise<Failure | undefined> {
  if (!(await signatureVerifier.verify(key, signingInput, signature))) {
    return fail('device_signature_invalid');
  }
  const bodyHash = createHash('sha256')
    .update(await request.rawBody())
    .digest('base64url');
  const isThisRequest =
    claims.htm === request.method && claims.htu === request.path && claims.bh === bodyHash;
  if (!isThisRequest) return fail('device_signature_invalid');
  const offSeconds = Math.abs(request.now / 1_000 - claims.iat);
  return offSeconds <= CLOCK_TOLERANCE_SECONDS ? undefined : fail('device_clock_off');
}
