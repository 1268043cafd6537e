import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DoorEvent, isDoorPassword, takeDoorMessage } from '../../../functions/doors/index.ts';
import { notificationIn } from '../../../functions/notifications/index.ts';
import { type Controller, startController } from '../../../infra/door/controller.ts';
import { type DoorBroker, openDoorBroker } from '../../../infra/local/door-broker.ts';
import { topicTo } from '../../../shared/door/door-messages.ts';
import { compoundOf, type DoorId, type GateId } from '../../../shared/ids.ts';
import {
  DoorOpened,
  EnrolledDoor,
  listDoors,
  type ManagedDoor,
} from '../../../shared/messages/doors.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { type FixedClock, fixedClock } from '../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import { itemsOf } from '../../support/table-items.ts';

const ROOT = join(import.meta.dirname, '../../..');
const path = (gate: GateId) => `/api/v1/manager/doors/gates/${gate}`;

/** A controller as a process of its own, and what it has printed. */
export type DoorProcess = {
  readonly printed: () => string;
  press(keys: string): void;
  /** As a power cut. */
  kill(): Promise<void>;
};

export type DoorDesk = Awaited<ReturnType<typeof openDoorDesk>>;

/** A compound whose office enrols doors, with a real broker between them and the server. */
export async function openDoorDesk() {
  const engine: TestEngine = await startEngine();
  const clock: FixedClock = fixedClock();
  await layGates(engine.table);
  const house: Gatehouse = await openGatehouse(engine.table, clock);
  const processes: ChildProcess[] = [];
  const controllers: Controller[] = [];
  let broker: DoorBroker | undefined;
  let url = '';
  let isUp = false;

  async function startBroker(): Promise<void> {
    broker = await openDoorBroker({
      port: url === '' ? 0 : Number(new URL(url).port),
      isDoor: (door, password) => isDoorPassword(house.doorPorts.doorKey, door, password),
    });
    url = await broker.listen((event) =>
      isUp ? takeDoorMessage(house.doorPorts, DoorEvent.parse(event), clock()) : Promise.resolve(),
    );
    isUp = true;
    house.line.lay(broker.httpOrigin);
  }
  /** It says nobody's last will: it has none any more. */
  async function killBroker(): Promise<void> {
    isUp = false;
    await broker?.stop();
  }
  await startBroker();

  const manager = () => house.staffCookie('property_manager', { now: clock() });
  async function enrol(gate: GateId = GATES.east, version = 0): Promise<EnrolledDoor> {
    const answer = await house.call('doors', 'PUT', path(gate), {
      cookie: await manager(),
      body: { withoutPower: 'entry_stays_locked', version },
    });
    return EnrolledDoor.parse(answer.body);
  }
  /** As the office does, over HTTP. */
  async function open(gate: GateId = GATES.east): Promise<DoorOpened['outcome'] | undefined> {
    const cookie = await manager();
    const { body } = await house.call('doors', 'POST', `${path(gate)}/openings`, { cookie });
    return DoorOpened.safeParse(body).data?.outcome;
  }
  async function shown(gate: GateId = GATES.east): Promise<ManagedDoor | undefined> {
    const at = `/api/v1/manager/doors/compounds/${compoundOf(gate)}`;
    const { body } = await house.call('doors', 'GET', at, { cookie: await manager() });
    return listDoors.answer.parse(body).doors.find(({ gateId }) => gateId === gate);
  }
  const alarms = async (gate?: GateId) => (await shown(gate))?.alarms.map(({ alarm }) => alarm);
  const told = async (alarm: string) =>
    (await itemsOf(engine.table))
      .map((after) => notificationIn({ after }))
      .filter((one) => one?.template === 'door_alarm' && one.parameters.alarm === alarm).length;

  /** A controller of this process, by a clock of its own. */
  function control({ doorId, secret }: EnrolledDoor, now?: () => number) {
    const lines: string[] = [];
    const controller = startController({
      doorId,
      secret: Buffer.from(secret, 'base64url'),
      broker: url,
      print: (line) => void lines.push(line),
      ...(now === undefined ? {} : { now }),
    });
    controllers.push(controller);
    return { ...controller, lines };
  }

  function startProcess({ doorId, secret }: EnrolledDoor): DoorProcess {
    const run = ['--import', 'tsx', join(ROOT, 'infra/door/run.ts'), '--id', doorId];
    const child = spawn(process.execPath, [...run, '--broker', url], {
      cwd: ROOT,
      env: { ...process.env, DOOR_SECRET: secret },
    });
    processes.push(child);
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += String(bytes);
    });
    return {
      printed: () => text,
      press: (keys) => void child.stdin.write(keys),
      kill: async () => {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      },
    };
  }

  /** The commands that were sent to a door so far. */
  const commandsTo = (door: DoorId) =>
    house.line.said.filter(({ topic }) => topic === topicTo(door, 'open'));

  return {
    engine,
    clock,
    house,
    enrol,
    open,
    shown,
    alarms,
    told,
    control,
    startProcess,
    commandsTo,
    /** What the broker might hand over, whoever said it. */
    take: (topic: string, message: unknown) => {
      const payload = Buffer.from(JSON.stringify(message)).toString('base64');
      return takeDoorMessage(house.doorPorts, { topic, payload }, clock());
    },
    startBroker,
    killBroker,
    brokerUrl: () => url,
    close: async () => {
      for (const child of processes) child.kill('SIGKILL');
      for (const controller of controllers) await controller.stop();
      await killBroker();
      await engine.stop();
    },
  };
}
