import { createHmac, randomBytes } from 'node:crypto';
import { connect, type MqttClient } from 'mqtt';
import { base64Url, MAC_INPUT } from '../../shared/door/door-mac.ts';
import {
  DoorAsk,
  type DoorReport,
  type FromDoor,
  topicFrom,
  topicsTo,
  topicTo,
} from '../../shared/door/door-messages.ts';
import {
  type DoorEvent,
  NEW_DOOR,
  nextChangeAt,
  reportOf,
  stepDoor,
} from '../../shared/door/door-state.ts';
import { type Handed, handOut, isRefused, judgeCommand } from '../../shared/door/judge-command.ts';
import type { DoorId } from '../../shared/ids.ts';

/** Of the contacts and buttons of a door; the lock's own relay is `onLock`. */
export type DoorInput = Exclude<DoorEvent, { kind: 'command' | 'refused' }>;

export type ControllerOptions = {
  readonly doorId: DoorId;
  /** 32 bytes. */
  readonly secret: Uint8Array;
  /** Such as mqtt://127.0.0.1:5201. */
  readonly broker: string;
  /** In the cloud: this door's own certificate, in the place of a password. */
  readonly certificate?: { readonly cert: Buffer; readonly key: Buffer };
  /** What happens, a line each. */
  readonly print: (line: string) => void;
  /** The relay of the lock. */
  readonly onLock?: (lock: DoorReport['lock']) => void;
  /** A clock that never goes back; need not be right. */
  readonly now?: () => number;
};

export type Controller = {
  input(event: DoorInput): void;
  /** Ends without a farewell, so that the broker says the last will. */
  stop(): Promise<void>;
};

const KEEP_ALIVE_SECONDS = 30;
const CONNECT_WITHIN_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const SLOWEST_RETRY_MS = 60_000;
const RANDOM_BYTES = 16;

/** Twice as long each time, by up to a quarter more or less. */
function retryAfter(tries: number): number {
  const base = Math.min(FIRST_RETRY_MS * 2 ** tries, SLOWEST_RETRY_MS);
  return base * (0.75 + Math.random() / 2);
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A door's controller, complete: docs/door-protocol.md as a program. */
export function startController(options: ControllerOptions): Controller {
  const { doorId, secret, broker, certificate, print, onLock = () => undefined } = options;
  const now = options.now ?? (() => performance.now());
  const macOf = (input: string) => createHmac('sha256', secret).update(input).digest();
  const sign = (input: string): string => base64Url(macOf(input));

  let door = NEW_DOOR;
  let handed: Handed = [];
  let lastReport = '';
  let lock: DoorReport['lock'] = 'locked';
  let session = 0;
  let seq = 0;
  let client: MqttClient | undefined;
  let tries = 0;
  let retry: NodeJS.Timeout | undefined;
  let change: NodeJS.Timeout | undefined;
  let ended = false;

  /** Now or never: whoever comes back says how it stands then. */
  function say(said: FromDoor, message: object): void {
    if (client?.connected !== true) return;
    const payload = JSON.stringify(message);
    client.publish(topicFrom(doorId, said), payload, { qos: 1, retain: false });
  }

  function sayState(): void {
    const said = { session, seq: seq++, ...reportOf(door, now()) };
    say('state', { ...said, mac: sign(MAC_INPUT.state(doorId, said)) });
  }

  /** Moves the lock first, and tells of it afterwards. */
  function settle(): void {
    const report = reportOf(door, now());
    if (report.lock !== lock) {
      lock = report.lock;
      onLock(lock);
      print(lock === 'released' ? '锁已放开 released' : '锁已锁上 locked');
    }
    const text = JSON.stringify(report);
    if (text !== lastReport) {
      if (report.leaf === 'held_open') print('门一直开着 held open');
      lastReport = text;
      sayState();
    }
    clearTimeout(change);
    const next = nextChangeAt(door, now());
    if (next !== undefined) change = setTimeout(settle, Math.max(1, next - now()));
  }

  function happen(event: DoorEvent): void {
    door = stepDoor(door, event, now());
    settle();
  }

  function answerAsk(payload: unknown, retained: boolean): void {
    const asked = DoorAsk.safeParse(payload).data;
    if (asked === undefined || retained) return;
    const { ask } = asked;
    const fresh = base64Url(randomBytes(RANDOM_BYTES));
    const out = handOut(handed, { ask, fresh, now: now() });
    handed = out.handed;
    const said = { ask, nonce: out.nonce };
    say('nonce', { ...said, mac: sign(MAC_INPUT.nonce(doorId, said)) });
  }

  function takeCommand(payload: unknown, retained: boolean): void {
    const judged = judgeCommand(handed, payload, { doorId, macOf, now: now(), retained });
    const { verdict, of } = judged;
    handed = judged.handed;
    if (verdict === 'open') {
      print('已开门 opened');
      happen({ kind: 'command' });
    }
    if (of !== undefined && verdict !== 'bad_mac') {
      const said = { ...of, outcome: verdict === 'late' ? 'late' : 'opened' } as const;
      const { ask, nonce, outcome } = said;
      say('ack', { ask, nonce, outcome, mac: sign(MAC_INPUT.ack(doorId, said)) });
    }
    if (isRefused(verdict)) {
      print(`没有开门 refused ${verdict}`);
      happen({ kind: 'refused' });
    }
  }

  function hear(topic: string, payload: Buffer, retained: boolean): void {
    if (topic === topicTo(doorId, 'ask')) answerAsk(parseJson(payload), retained);
    if (topic === topicTo(doorId, 'open')) takeCommand(parseJson(payload), retained);
  }

  function connectAgain(): void {
    session = Math.max(session + 1, Date.now());
    seq = 0;
    const gone = { session, mac: sign(MAC_INPUT.gone(doorId, { session })) };
    const mine = connect(broker, {
      clientId: doorId,
      ...(certificate ?? {
        username: doorId,
        password: sign(MAC_INPUT.connect(doorId)),
      }),
      protocolVersion: 4,
      clean: true,
      keepalive: KEEP_ALIVE_SECONDS,
      connectTimeout: CONNECT_WITHIN_MS,
      // It connects again by its own pauses, each time with a session and a last will of its own.
      reconnectPeriod: 0,
      will: {
        topic: topicFrom(doorId, 'gone'),
        payload: Buffer.from(JSON.stringify(gone)),
        qos: 1,
        retain: false,
      },
    });
    client = mine;
    mine.on('connect', () => {
      mine.subscribe(topicsTo(doorId), { qos: 1 }, (error) => {
        if (error) return void mine.end(true);
        tries = 0;
        print('已连接 online');
        sayState();
      });
    });
    mine.on('message', (topic, payload, packet) => hear(topic, payload, packet.retain));
    mine.on('error', () => undefined);
    mine.once('close', () => {
      mine.end(true);
      if (ended) return;
      print('已断开，稍后重连 offline');
      retry = setTimeout(connectAgain, retryAfter(tries++));
    });
  }

  connectAgain();
  return {
    input: happen,
    stop: async () => {
      ended = true;
      clearTimeout(retry);
      clearTimeout(change);
      await client?.endAsync(true);
    },
  };
}
