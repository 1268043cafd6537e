import { expect } from 'vitest';
import { EnrolmentCode } from '../../../../shared/messages/gates.ts';
import type { Audience } from '../../../../shared/messages/sign-in.ts';
import { COMPOUND_ORDER } from '../../../support/compound-order.ts';
import { createCookieJar } from '../../../support/cookie-jar.ts';
import { newGatePhone } from '../../../support/gate-phone.ts';
import { PHONES, STAFF } from '../../../support/street.ts';
import { type Cloud, invoke } from './cloud.ts';

/** Signs in as a page does, with the code that came by SMS. */
async function signInBySms({ deployed, house }: Cloud, audience: Audience, phone: string) {
  const jar = createCookieJar();
  const call = async (method: string, path: string, body?: unknown) => {
    const cookie = jar.header();
    const answer = await house.call(audience, method, `/api/v1/${audience}${path}`, {
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined ? {} : { body }),
    });
    jar.keep(new Response(null, { headers: answer.headers }));
    return answer;
  };
  await call('POST', '/sign-in/codes', { phone });
  const sms = deployed.aws.messages.findLast((one) => one.phone === `+86${phone}`);
  const [code] = /[0-9]{6}/.exec(sms?.text ?? '') ?? [];
  return { call, answer: await call('POST', '/sign-in', { phone, code: code ?? '000000' }) };
}

export async function layACompound(cloud: Cloud): Promise<void> {
  const { deployed, house } = cloud;
  const laid = await invoke(deployed, 'lay-compound', COMPOUND_ORDER);
  expect(laid).toMatchObject({ laid: { gates: [{ gateId: 'gat_7_1' }, {}], staff: 2 } });
  expect(await invoke(deployed, 'lay-compound', { ...COMPOUND_ORDER, gates: [] })).toEqual({
    refused: ['gates: too_small'],
  });
  const manager = await signInBySms(cloud, 'manager', COMPOUND_ORDER.staff[0].phone);
  const code = await manager.call('POST', '/gates/gat_7_1/enrolment-codes');
  const device = newGatePhone();
  const enrolled = await house.call('guard', 'POST', '/api/v1/guard/enrolments', {
    body: device.enrolmentRequest(EnrolmentCode.parse(code.body).code),
  });
  expect(enrolled.body).toMatchObject({ gateId: 'gat_7_1' });
  const { answer } = await signInBySms(cloud, 'resident', COMPOUND_ORDER.residents[0].phone);
  expect(answer.body).toMatchObject({ residents: [{ compoundName: '松涛苑' }] });
}

export async function residentsSignIn(cloud: Cloud): Promise<void> {
  const { call, answer } = await signInBySms(cloud, 'resident', PHONES.father);
  expect(answer.body).toMatchObject({ residents: [{ maskedName: '王**' }] });
  expect((await call('POST', '/session/renewals')).status).toBe(204);
  expect((await call('GET', '/household')).status).toBe(200);
  expect((await call('DELETE', '/session')).status).toBe(204);
  expect((await call('GET', '/household')).status).toBe(401);
}

export async function strangersHearSo(cloud: Cloud): Promise<void> {
  const { deployed } = cloud;
  const { answer } = await signInBySms(cloud, 'resident', PHONES.stranger);
  expect([answer.status, answer.code]).toEqual([401, expect.any(String)]);
  expect(deployed.aws.messages.at(-1)?.text).toContain('没有登记');
}

export async function staffSignIn(cloud: Cloud): Promise<void> {
  const manager = await signInBySms(cloud, 'manager', PHONES.manager);
  expect(manager.answer.body).toMatchObject({ staffId: STAFF.manager });
  expect((await manager.call('POST', '/session/renewals')).status).toBe(204);
  expect((await manager.call('GET', '/gates')).status).toBe(200);
  const guard = await signInBySms(cloud, 'guard', PHONES.guard);
  expect((await guard.call('POST', '/session/renewals')).status).toBe(204);
  expect((await guard.call('PUT', '/shift-pin', { pin: '804213' })).status).toBe(204);
  const pin = `/compounds/cmp_1/shift-pins/${STAFF.guard}`;
  expect((await manager.call('DELETE', pin)).status).toBe(204);
  for (const { call } of [manager, guard]) {
    expect((await call('DELETE', '/session')).status).toBe(204);
  }
}
