import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { base64Url, isMac, MAC_INPUT } from '../../../shared/door/door-mac.ts';
import {
  DoorAck,
  DoorAsk,
  DoorGone,
  DoorNonce,
  DoorOpen,
  DoorSaid,
  readTopic,
  topicFrom,
  topicsTo,
  topicTo,
} from '../../../shared/door/door-messages.ts';
import { DoorId } from '../../../shared/ids.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/door-protocol.md'), 'utf8');
const [, block = ''] = PAGE.match(/```json vectors\n([\s\S]*?)```/) ?? [];
const Vectors = z.object({
  doorId: DoorId,
  secret: z.string(),
  password: z.string(),
  ask: DoorAsk,
  nonce: DoorNonce,
  open: DoorOpen,
  ack: DoorAck,
  state: DoorSaid,
  gone: DoorGone,
});
const vectors = Vectors.parse(JSON.parse(block));
const { doorId } = vectors;
const macOf = (input: string) =>
  createHmac('sha256', Buffer.from(vectors.secret, 'base64url')).update(input).digest();

describe('the vectors on the page of the protocol', () => {
  it.each([
    ['nonce', MAC_INPUT.nonce(doorId, vectors.nonce), vectors.nonce.mac],
    ['open', MAC_INPUT.open(doorId, vectors.open), vectors.open.mac],
    ['ack', MAC_INPUT.ack(doorId, vectors.ack), vectors.ack.mac],
    ['state', MAC_INPUT.state(doorId, vectors.state), vectors.state.mac],
    ['gone', MAC_INPUT.gone(doorId, vectors.gone), vectors.gone.mac],
    ['connect', MAC_INPUT.connect(doorId), vectors.password],
  ])('%s is signed as they say', (_, input, mac) => {
    expect(base64Url(macOf(input))).toBe(mac);
    expect(isMac(macOf, input, mac)).toBe(true);
    expect(isMac(macOf, input, `${mac.slice(0, -1)}_`)).toBe(false);
    expect(isMac(macOf, input, mac.slice(1))).toBe(false);
  });

  it('no message passes for another', () => {
    const inputs = [
      MAC_INPUT.nonce(doorId, vectors.nonce),
      MAC_INPUT.open(doorId, vectors.open),
      MAC_INPUT.ack(doorId, vectors.ack),
      MAC_INPUT.state(doorId, vectors.state),
      MAC_INPUT.gone(doorId, vectors.gone),
      MAC_INPUT.connect(doorId),
    ];
    expect(new Set(inputs).size).toBe(inputs.length);
  });
});

describe('a topic', () => {
  it('names the door and what it says', () => {
    expect(readTopic(topicFrom(doorId, 'ack'))).toEqual({ doorId, said: 'ack' });
    expect(topicTo(doorId, 'open').startsWith(topicsTo(doorId).slice(0, -1))).toBe(true);
  });

  it.each([
    topicTo(doorId, 'open'),
    'xq/1/doors/dor_1_1_x/out/ack',
    `${topicFrom(doorId, 'ack')}/more`,
    `xq/1/doors/${doorId}/out/constructor`,
    `xq/2/doors/${doorId}/out/ack`,
  ])('%s is none that a door speaks on', (topic) => {
    expect(readTopic(topic)).toBeUndefined();
  });
});
