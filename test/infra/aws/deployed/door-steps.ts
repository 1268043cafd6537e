import { createHmac, randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import { base64Url, MAC_INPUT } from '../../../../shared/door/door-mac.ts';
import {
  DoorAsk,
  DoorOpen,
  type FromDoor,
  topicFrom,
  topicTo,
} from '../../../../shared/door/door-messages.ts';
import { NEW_DOOR, reportOf } from '../../../../shared/door/door-state.ts';
import { type Handed, handOut, judgeCommand } from '../../../../shared/door/judge-command.ts';
import { EnrolledDoor, listDoors } from '../../../../shared/messages/doors.ts';
import { GATES } from '../../../support/gates.ts';
import { scanTheGate } from '../../../support/scan-the-gate.ts';
import { RESIDENTS } from '../../../support/street.ts';
import { type Cloud, invoke } from './cloud.ts';

/** What the rule of the template hands to the function, as its SQL says. */
const ruled = (topic: string, message: object) => ({
  topic,
  payload: Buffer.from(JSON.stringify(message)).toString('base64'),
});

/** A door is enrolled, opens, is asked and says nothing, says that there is fire, and is well again. */
export async function aDoorIsOpened({ deployed, house }: Cloud): Promise<void> {
  const office = '/api/v1/manager/doors';
  const path = `${office}/gates/${GATES.east}`;
  const cookie = await house.staffCookie('property_manager');
  const enrolling = { cookie, body: { withoutPower: 'entry_opens', version: 0 } };
  const { body } = await house.call('doors', 'PUT', path, enrolling);
  const { doorId, secret } = EnrolledDoor.parse(body);
  const macOf = (input: string) =>
    createHmac('sha256', Buffer.from(secret, 'base64url')).update(input).digest();
  const sign = (input: string) => base64Url(macOf(input));
  const say = (said: FromDoor, message: object) =>
    invoke(deployed, 'take-door-messages', ruled(topicFrom(doorId, said), message));
  let seq = 0;
  const sayState = async (changed: { fire?: boolean }) => {
    const said = { session: 1, seq: seq++, ...reportOf(NEW_DOOR, 0), ...changed };
    await say('state', { ...said, mac: sign(MAC_INPUT.state(doorId, said)) });
  };
  const open = async () => {
    const answer = await house.call('doors', 'POST', `${path}/openings`, { cookie });
    return Object(answer.body).outcome;
  };
  const alarms = async () => {
    const answer = await house.call('doors', 'GET', `${office}/compounds/cmp_1`, { cookie });
    const [door] = listDoors.answer.parse(answer.body).doors;
    return door?.alarms.map(({ alarm }) => alarm);
  };

  await sayState({});
  expect(await alarms()).toEqual([]);
  let handed: Handed = [];
  const hear = (topic: string, text: string): void => {
    const now = performance.now();
    if (topic === topicTo(doorId, 'ask')) {
      const { ask } = DoorAsk.parse(JSON.parse(text));
      const out = handOut(handed, { ask, fresh: base64Url(randomBytes(16)), now });
      handed = out.handed;
      const said = { ask, nonce: out.nonce };
      void say('nonce', { ...said, mac: sign(MAC_INPUT.nonce(doorId, said)) });
    }
    if (topic !== topicTo(doorId, 'open')) return;
    const command = DoorOpen.parse(JSON.parse(text));
    const judged = judgeCommand(handed, command, { doorId, macOf, now, retained: false });
    handed = judged.handed;
    if (judged.verdict !== 'open' || judged.of === undefined) return;
    const { ask, nonce } = judged.of;
    const said = { ask, nonce, outcome: 'opened' } as const;
    void say('ack', { ...said, mac: sign(MAC_INPUT.ack(doorId, said)) });
  };
  deployed.aws.doors.add(hear);
  expect(await open()).toBe('opened');
  const device = await house.deviceAt(GATES.east);
  const phone = await house.phoneOf(RESIDENTS.father);
  const scanned = await scanTheGate(house, device, phone);
  expect(scanned).toMatchObject({ outcome: 'allow', door: 'opened' });
  // Nobody has more phones than they may.
  const ended = { cookie, body: { state: 'revoked', reason: 'own_wish' } };
  await house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, ended);
  deployed.aws.doors.delete(hear);
  expect(await open()).toBe('door_silent');
  await sayState({ fire: true });
  expect(await alarms()).toEqual(['fire', 'silent']);
  await sayState({ fire: false });
  deployed.aws.doors.add(hear);
  expect(await open()).toBe('opened');
  await vi.waitFor(async () => expect(await alarms()).toEqual([]));
  deployed.aws.doors.delete(hear);
  await house.call('doors', 'DELETE', path, { cookie, body: { version: 1 } });
}
