import { compactVerify, EmbeddedJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { destroyEnded } from '../../../functions/emergencies/index.ts';
import { CertificateList, DestructionShown } from '../../../shared/messages/certificates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { type Ended, emergencyIn } from './ended-emergency.ts';

let open: Awaited<ReturnType<typeof openOwnGatehouse>>;
let ended: Ended;
beforeAll(async () => {
  open = await openOwnGatehouse();
  ended = await emergencyIn(open.house);
  await ended.knowSomething();
});
afterAll(() => open.engine.stop());

const auditor = (node: 'cmp_1' | 'com_1' = 'cmp_1') =>
  open.house.staffCookie('auditor', { node, now: open.clock() });
const sign = async (cookie: string, compound = 'cmp_1') =>
  open.house.call(
    'manager',
    'PUT',
    `/api/v1/manager/compounds/${compound}/destructions/${ended.emergencyId}/witness`,
    { cookie },
  );
const read = async () =>
  open.house.call(
    'resident',
    'GET',
    `/api/v1/resident/emergencies/${ended.emergencyId}/certificate`,
  );
const shown = async () => DestructionShown.parse((await read()).body);

describe('the witness of a destruction', () => {
  it('has nothing to sign, and nobody anything to read, before the end', async () => {
    expect((await sign(await auditor())).code).toBe('not_found');
    expect((await read()).code).toBe('not_found');
  });

  it('sees how far it is, as everybody does, and signs no sooner than there is a certificate', async () => {
    const cookie = await auditor();
    const by = open.house.staffIdOf('auditor', 'com_1');
    const at = open.clock();
    const confirmed = {
      by: open.house.staffIdOf('community_worker', 'com_1'),
      office: 'community',
      at,
    } as const;
    await ended.end({ by: { by, office: 'street', at }, at, confirmed });
    await destroyEnded(ended.ports, await ended.found(), open.clock());
    expect((await sign(cookie)).code).toBe('not_certified_yet');
    expect(Object.keys((await shown()).steps).sort()).toEqual(['count', 'key']);
    expect((await shown()).certificate).toBeUndefined();
    for (let minutes = 0; minutes < 4; minutes++) {
      open.clock.advance(60_000);
      await destroyEnded(ended.ports, await ended.found(), open.clock());
    }
    expect((await shown()).certificate?.endedBy).toBe('street');
  });

  it('is nobody who had a part in the emergency', async () => {
    expect((await sign(await auditor('com_1'))).code).toBe('witness_had_a_part');
    expect((await shown()).witness).toBeUndefined();
  });

  it('is of the audit office at a compound of the emergency', async () => {
    const manager = await open.house.staffCookie('property_manager', { now: open.clock() });
    expect((await sign(manager)).code).toBe('not_permitted');
    expect((await sign(await auditor(), 'cmp_2')).code).toBe('not_permitted');
  });

  it('signs once beneath that very certificate; everybody can read and check it', async () => {
    const cookie = await auditor();
    expect((await sign(cookie)).status).toBe(200);
    const first = (await shown()).witness;
    open.clock.advance(1_000);
    expect((await sign(cookie)).status).toBe(200);
    const { witness, certificate } = await shown();
    expect(witness).toEqual(first);
    expect(witness).toMatchObject({
      office: 'audit',
      witness: open.house.staffIdOf('auditor', 'cmp_1'),
    });
    const { signature = '', ...line } = witness ?? {};
    const { payload, protectedHeader } = await compactVerify(signature, EmbeddedJWK);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(line);
    expect(protectedHeader.typ).toBe('xq-destruction-witness+jwt');
    const digest = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(certificate?.signature),
    );
    expect(line).toMatchObject({ certificate: Buffer.from(digest).toString('base64url') });
  });

  it('and what was destroyed in a street is listed for whoever lives there', async () => {
    const { body } = await open.house.call(
      'resident',
      'GET',
      '/api/v1/resident/compounds/cmp_2/certificates',
    );
    const { destructions } = CertificateList.parse(body);
    expect(destructions.map((one) => one.emergencyId)).toEqual([ended.emergencyId]);
    expect(JSON.stringify(destructions)).not.toMatch(/res_|acc_|red/);
  });
});
