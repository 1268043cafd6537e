import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { doorKeyOf, doorSecretOf } from '../../functions/doors/index.ts';
import { DoorId } from '../../shared/ids.ts';
import { type DoorInput, startController } from './controller.ts';

const USAGE = `
npm run door -- --id dor_1_1_…                       本机上登记的门  a door enrolled on this machine
npm run door -- --id dor_1_1_… --secret … --broker mqtts://… --cert … --key …   别处的门  a door of elsewhere

  密钥在管理页登记门时显示一次，也可以放在 DOOR_SECRET 里。
  The secret is shown once, when the manager's page enrols the door; DOOR_SECRET may hold it.

`;
const KEYS = `
  b 出门按钮 button · o 开门 leaf open · c 关门 leaf closed · f 火警 fire · t 防拆 tamper · q 结束 quit

`;
const DEFAULT_BROKER = 'mqtt://127.0.0.1:5201';
const SECRET_BYTES = 32;

/** On the machine where the server runs, its folder says both. */
function fromDataFolder(doorId: DoorId): { secret?: Uint8Array; broker?: string } {
  const folder = process.env.DATA_DIR ?? join(import.meta.dirname, '../../.data');
  const read = (name: string): string | undefined => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
  };
  const serverSecret = read('server-secret');
  const broker = read('door-broker');
  return {
    ...(serverSecret === undefined
      ? {}
      : { secret: doorSecretOf(doorKeyOf(Buffer.from(serverSecret, 'base64url')), doorId) }),
    ...(broker === undefined ? {} : { broker }),
  };
}

function inputOf(key: string, on: { fire: boolean; tamper: boolean }): DoorInput | undefined {
  switch (key) {
    case 'b':
      return { kind: 'button' };
    case 'o':
      return { kind: 'leaf', is: 'open' };
    case 'c':
      return { kind: 'leaf', is: 'closed' };
    case 'f':
      on.fire = !on.fire;
      return { kind: 'fire', on: on.fire };
    case 't':
      on.tamper = !on.tamper;
      return { kind: 'tamper', on: on.tamper };
    default:
      return undefined;
  }
}

function run(): string | undefined {
  const { values } = parseArgs({
    options: {
      id: { type: 'string' },
      secret: { type: 'string' },
      broker: { type: 'string' },
      cert: { type: 'string' },
      key: { type: 'string' },
    },
  });
  const doorId = DoorId.safeParse(values.id).data;
  if (doorId === undefined) return USAGE;
  const here = fromDataFolder(doorId);
  const given = values.secret ?? process.env.DOOR_SECRET;
  const secret = given === undefined ? here.secret : Buffer.from(given, 'base64url');
  if (secret?.length !== SECRET_BYTES) return USAGE;
  const controller = startController({
    doorId,
    secret,
    broker: values.broker ?? here.broker ?? DEFAULT_BROKER,
    ...(values.cert === undefined || values.key === undefined
      ? {}
      : { certificate: { cert: readFileSync(values.cert), key: readFileSync(values.key) } }),
    print: (line) => process.stdout.write(`${line}\n`),
  });
  const end = () => void controller.stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.stdin.isTTY) {
    process.stdin.setRawMode(true);
    process.stdout.write(KEYS);
  }
  const on = { fire: false, tamper: false };
  process.stdin.on('data', (bytes) => {
    for (const key of bytes.toString()) {
      // Ctrl+C, where keys come raw.
      if (key === 'q' || key === '\u0003') return end();
      const input = inputOf(key, on);
      if (input !== undefined) controller.input(input);
    }
  });
  return undefined;
}

const wrong = run();
if (wrong !== undefined) {
  process.stderr.write(wrong);
  process.exitCode = 1;
}
