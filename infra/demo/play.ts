import { parseArgs } from 'node:util';
import { planStreet } from '../local/seed/plan.ts';
import { type CompoundCast, castOf } from './cast.ts';
import { playMorning, type Stage } from './morning.ts';
import { tell } from './report.ts';
import { CallRefused, streetAt } from './street-client.ts';

/**
 * `npm run demo` plays a morning against a running `npm start`. Ends with 1 when a promise broke,
 * with 2 when it could not be played.
 */
const DEFAULT_PORT = '5199';
/** An address gets 60 one-time codes an hour. Only Linux has one for everybody who calls. */
const ownAddresses = process.platform === 'linux';
const FROM_ONE_ADDRESS = '24';

const plan = planStreet();
const { values: options } = parseArgs({
  options: {
    origin: { type: 'string', default: `http://localhost:${process.env.PORT ?? DEFAULT_PORT}` },
    residents: {
      type: 'string',
      default: ownAddresses ? String(plan.residents.length) : FROM_ONE_ADDRESS,
    },
  },
});

function opening(casts: readonly CompoundCast[]): string {
  const sum = (count: (cast: CompoundCast) => number): number =>
    casts.reduce((all, cast) => all + count(cast), 0);
  const [onPhones, onCards] = [sum((one) => one.onPhones.size), sum((one) => one.onCards.length)];
  const numbers = sum((one) => one.numbers.length);
  const gates = sum((one) => one.gates.length);
  const all = plan.residents.length;
  return `
一个早晨 · a morning at the gates of ${options.origin}

  ${casts.length} 个小区、${gates} 个门，全街 ${all} 位住户中来了 ${onPhones + onCards} 位：${onPhones} 位用手机（${numbers} 个号码登录），
  ${onCards} 位没有手机，用印制的卡。断网的一小时压缩成几秒。
  ${onPhones + onCards} of the street's ${all} residents come to the ${gates} gates of ${casts.length} compounds: ${onPhones} with a
  phone (${numbers} numbers sign in), ${onCards} without one, with a printed card. The hour without network
  is played in seconds.
`;
}

const STAGES: Readonly<Record<Stage, string>> = {
  arriving: '  … 住户登录，门岗上岗 · residents sign in, guards start their shifts',
  playing: '  … 出门，回家 · going out, coming home',
  leaving: '  … 收走码、卡和设备 · passes, cards and devices are withdrawn',
};

function inWords(error: unknown): string | undefined {
  if (error instanceof CallRefused && error.code === 'too_many_codes') {
    return (
      '这一小时里获取验证码的次数用完了（每个号码 5 次），过一会儿再演。\n' +
      'This hour has no one-time codes left (five for a number). Play again later.'
    );
  }
  if (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED') {
    return (
      `${options.origin} 没有回应。先在另一个窗口 npm start。\n` +
      `${options.origin} does not answer. Run npm start in another window first.`
    );
  }
  return undefined;
}

const casts = castOf(plan, Number(options.residents));
console.log(opening(casts));
const startedAt = performance.now();
try {
  const street = streetAt(options.origin, { ownAddresses });
  const diary = await playMorning(street, casts, (stage) => console.log(STAGES[stage]));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const { text, broken } = tell(diary, plan.gates, seconds);
  console.log(text);
  process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
  const words = inWords(error);
  if (words === undefined) throw error;
  console.error(`\n${words}\n`);
  process.exitCode = 2;
}
