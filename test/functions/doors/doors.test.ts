import { createHmac, randomBytes } from 'node:crypto';
import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type DoorOpening,
  noteRefusedAttempt,
  type OpenDoorPorts,
  openDoor,
} from '../../../functions/doors/index.ts';
import { base64Url, MAC_INPUT } from '../../../shared/door/door-mac.ts';
import { topicFrom, topicsTo, topicTo } from '../../../shared/door/door-messages.ts';
import { ALARM_AFTER_REFUSED } from '../../../shared/door/door-state.ts';
import { COMMAND_LIVES_MS } from '../../../shared/door/judge-command.ts';
import { GATES } from '../../support/gates.ts';
import { scanTheGate } from '../../support/scan-the-gate.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { type DoorDesk, openDoorDesk } from './door-desk.ts';

let desk: DoorDesk;
beforeEach(async () => {
  desk = await openDoorDesk();
});
afterEach(() => desk.close());

const soon = { timeout: 20_000, interval: 20 };
const online = async () =>
  expect.poll(async () => (await desk.shown())?.connection, soon).toBe('online');
const signed = (secret: string, input: string) =>
  base64Url(createHmac('sha256', Buffer.from(secret, 'base64url')).update(input).digest());
const random = () => base64Url(randomBytes(16));

describe('a door', () => {
  it('opens for the office, by a controller that is a process of its own', async () => {
    const door = await desk.enrol();
    expect(await desk.shown()).toMatchObject({ state: 'enrolled', connection: 'never' });
    const controller = desk.startProcess(door);
    await online();
    expect(await desk.open()).toBe('opened');
    expect(controller.printed()).toMatch(/released/);
    await expect
      .poll(async () => (await desk.shown())?.report, soon)
      .toEqual({ lock: 'released', leaf: 'closed' });
    expect(await desk.alarms()).toEqual([]);
  });

  it('opens for a resident who scans the gate, and tells both whether it did', async () => {
    const { house, clock } = desk;
    const controller = desk.control(await desk.enrol());
    await online();
    const device = await house.deviceAt(GATES.east);
    const phone = await house.phoneOf(RESIDENTS.father);
    clock.advance(60_000);
    const scan = () => scanTheGate(house, device, phone);
    expect(await scan()).toMatchObject({ outcome: 'allow', door: 'opened' });
    expect(controller.lines.join()).toMatch(/opened/);
    await controller.stop();
    clock.advance(60_000);
    expect(await scan()).toMatchObject({ outcome: 'allow', door: 'silent' });
    expect(await desk.alarms()).toContain('silent');
  });

  it('comes back by itself when its broker was killed, and is silent once in between', async () => {
    const door = await desk.enrol();
    desk.startProcess(door);
    await online();
    await desk.killBroker();
    expect(await desk.open()).toBe('door_silent');
    expect(await desk.open()).toBe('door_silent');
    expect(await desk.alarms()).toEqual(['silent']);
    expect(await desk.told('silent')).toBe(2);
    await desk.startBroker();
    await expect.poll(() => desk.alarms(), soon).toEqual([]);
    expect(await desk.open()).toBe('opened');
    expect((await desk.shown())?.past).toMatchObject([{ alarm: 'silent' }]);
  });

  it('is offline by its last will when its power is cut', async () => {
    const controller = desk.startProcess(await desk.enrol());
    await online();
    await controller.kill();
    await expect.poll(() => desk.alarms(), soon).toEqual(['offline']);
    expect(await desk.told('offline')).toBe(2);
    expect((await desk.shown())?.connection).toBe('offline');
  });

  it('frees the way when there is fire, and that stays on record', async () => {
    const controller = desk.startProcess(await desk.enrol());
    await online();
    controller.press('f');
    await expect.poll(() => desk.alarms(), soon).toEqual(['fire']);
    expect((await desk.shown())?.report?.lock).toBe('released');
    controller.press('t');
    await expect.poll(() => desk.alarms(), soon).toEqual(['fire', 'tamper']);
    controller.press('f');
    await expect.poll(() => desk.alarms(), soon).toEqual(['tamper']);
    expect((await desk.shown())?.report?.lock).toBe('locked');
    expect((await desk.shown())?.past).toMatchObject([{ alarm: 'fire' }]);
    const kept = (await itemsOf(desk.engine.table)).filter(({ alarm }) => alarm === 'fire');
    expect(kept).toMatchObject([{ gateId: GATES.east, since: desk.clock() }]);
  });

  it('that nobody has enrolled, or that was removed, opens nothing', async () => {
    const ports: OpenDoorPorts = desk.house.doorPorts;
    const nothing: DoorOpening = await openDoor(ports, {
      gateId: GATES.east,
      by: 'resident',
      now: desk.clock(),
    });
    expect(nothing).toBe('no_door');
    const door = await desk.enrol();
    const { lines } = desk.control(door);
    await online();
    const cookie = await desk.house.staffCookie('property_manager');
    const path = `/api/v1/manager/doors/gates/${GATES.east}`;
    await desk.house.call('doors', 'DELETE', path, { cookie, body: { version: 1 } });
    expect(await desk.open()).toBeUndefined();
    expect(lines.join()).not.toMatch(/opened/);
    const again = await desk.enrol(GATES.east, 2);
    expect(again.doorId).not.toBe(door.doorId);
    expect(await desk.shown()).toMatchObject({ connection: 'never', state: 'enrolled' });
  });
});

describe('a command', () => {
  it('sent a second time does nothing', async () => {
    const door = await desk.enrol();
    const { lines } = desk.control(door);
    await online();
    expect(await desk.open()).toBe('opened');
    const [command] = desk.commandsTo(door.doorId);
    if (command === undefined) throw new Error('no command was sent');
    await desk.house.line.publish(command.topic, command.message);
    expect(await desk.open()).toBe('opened');
    expect(lines.filter((line) => line.includes('opened'))).toHaveLength(2);
  });

  it('that took three seconds does nothing, and says so', async () => {
    const door = await desk.enrol();
    let now = 0;
    const { lines } = desk.control(door, () => {
      // Whenever it looks at its clock, a command's life has passed.
      now += COMMAND_LIVES_MS + 1;
      return now;
    });
    await online();
    expect(await desk.open()).toBe('door_silent');
    expect(lines.join()).toMatch(/refused late/);
    expect(lines.join()).not.toMatch(/opened/);
  });

  it('under the secret of another door does nothing', async () => {
    const door = await desk.enrol();
    const other = await desk.enrol(GATES.west);
    const { lines } = desk.control(door);
    await online();
    expect(await desk.open()).toBe('opened');
    const nonce = random();
    const forged = { nonce, mac: signed(other.secret, MAC_INPUT.open(door.doorId, { nonce })) };
    await desk.house.line.publish(topicTo(door.doorId, 'open'), forged);
    await expect.poll(() => lines.join(), soon).toMatch(/refused unknown_nonce/);
    expect(lines.filter((line) => line.includes('opened'))).toHaveLength(1);
  });

  it('refused five times in a row raises an alarm once, until one opens', async () => {
    const door = await desk.enrol();
    desk.control(door);
    await online();
    for (let tries = 0; tries < ALARM_AFTER_REFUSED + 2; tries++) {
      const forged = { nonce: random(), mac: signed(door.secret, 'xq') };
      await desk.house.line.publish(topicTo(door.doorId, 'open'), forged);
    }
    await expect.poll(() => desk.alarms(), soon).toEqual(['refused_attempts']);
    expect(await desk.told('refused_attempts')).toBe(2);
    expect(await desk.open()).toBe('opened');
    await expect.poll(() => desk.alarms(), soon).toEqual([]);
  });

  it('counts with the people whom the server refused at this gate', async () => {
    desk.control(await desk.enrol());
    await online();
    const refuse = () =>
      noteRefusedAttempt(desk.house.doorPorts, { gateId: GATES.east, now: desk.clock() });
    for (let tries = 0; tries < ALARM_AFTER_REFUSED - 1; tries++) await refuse();
    expect(await desk.alarms()).toEqual([]);
    await Promise.all([refuse(), refuse(), refuse()]);
    expect(await desk.alarms()).toEqual(['refused_attempts']);
    expect(await desk.told('refused_attempts')).toBe(2);
    expect(await desk.open()).toBe('opened');
    await expect.poll(() => desk.alarms(), soon).toEqual([]);
    await noteRefusedAttempt(desk.house.doorPorts, { gateId: GATES.west, now: desk.clock() });
  });
});

describe('the broker', () => {
  it('lets a door speak and hear for itself alone, and keeps nothing', async () => {
    const door = await desk.enrol();
    const other = await desk.enrol(GATES.west);
    const as = (password: string) =>
      connectAsync(desk.brokerUrl(), {
        clientId: door.doorId,
        username: door.doorId,
        password,
        reconnectPeriod: 0,
      });
    const password = signed(door.secret, MAC_INPUT.connect(door.doorId));
    await expect(as(signed(other.secret, MAC_INPUT.connect(door.doorId)))).rejects.toThrow();
    const client = await as(password);
    await expect(client.subscribeAsync(topicsTo(other.doorId))).rejects.toThrow();
    await expect(client.subscribeAsync('#')).rejects.toThrow();
    await client.subscribeAsync(topicsTo(door.doorId));
    await client.endAsync();
    for (const [topic, retain] of [
      [topicFrom(door.doorId, 'state'), true],
      [topicFrom(other.doorId, 'state'), false],
      [topicTo(door.doorId, 'open'), false],
    ] as const) {
      const speaker = await as(password);
      speaker.on('error', () => undefined);
      const closed = new Promise<void>((resolve) => speaker.once('close', () => resolve()));
      speaker.publish(topic, '{}', { retain });
      await closed;
    }
  });

  it('is believed nothing that the door has not signed', async () => {
    const door = await desk.enrol();
    desk.control(door);
    await online();
    const other = await desk.enrol(GATES.west);
    const gone = { session: 9_999_999_999_999 };
    await desk.take(topicFrom(door.doorId, 'gone'), { ...gone, mac: signed(other.secret, 'x') });
    const mac = signed(other.secret, MAC_INPUT.gone(door.doorId, gone));
    await desk.take(topicFrom(door.doorId, 'gone'), { ...gone, mac });
    await desk.take(topicFrom(door.doorId, 'state'), 'nonsense');
    expect(await desk.alarms()).toEqual([]);
  });
});
