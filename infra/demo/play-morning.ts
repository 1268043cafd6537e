import { planStreet } from '../local/seed/plan.ts';
import { type CompoundCast, castOf } from './cast.ts';
import { playMorning, type Stage } from './morning.ts';
import { tell } from './report.ts';
import { ownAddresses, streetAt } from './street-client.ts';

/** An address gets 60 one-time codes an hour. */
const FROM_ONE_ADDRESS = 24;

function opening(casts: readonly CompoundCast[], everybody: number, origin: string): string {
  const sum = (count: (cast: CompoundCast) => number): number =>
    casts.reduce((all, cast) => all + count(cast), 0);
  const [onPhones, onCards] = [sum((one) => one.onPhones.size), sum((one) => one.onCards.length)];
  const numbers = sum((one) => one.numbers.length);
  const gates = sum((one) => one.gates.length);
  return `
一个早晨 · a morning at the gates of ${origin}

  ${casts.length} 个小区、${gates} 个门，全街 ${everybody} 位住户中来了 ${onPhones + onCards} 位：${onPhones} 位用手机（${numbers} 个号码登录），
  ${onCards} 位没有手机，用印制的卡。断网的一小时压缩成几秒。
  ${onPhones + onCards} of the street's ${everybody} residents come to the ${gates} gates of ${casts.length} compounds: ${onPhones} with a
  phone (${numbers} numbers sign in), ${onCards} without one, with a printed card. The hour without network
  is played in seconds.
`;
}

const STAGES: Readonly<Record<Stage, string>> = {
  arriving: '  … 住户登录，门岗上岗 · residents sign in, guards start their shifts',
  playing: '  … 出门，回家 · going out, coming home',
  leaving: '  … 收走码、卡和设备 · passes, cards and devices are withdrawn',
};

/** @returns 1 where a promise broke, else 0 */
export async function playMorningHere(options: {
  readonly origin: string;
  readonly residents?: string | undefined;
}): Promise<number> {
  const plan = planStreet();
  const everybody = plan.residents.length;
  const about = options.residents ?? (ownAddresses ? everybody : FROM_ONE_ADDRESS);
  const casts = castOf(plan, Number(about));
  console.log(opening(casts, everybody, options.origin));
  const startedAt = performance.now();
  const street = streetAt(options.origin, { ownAddresses });
  const diary = await playMorning(street, casts, (stage) => console.log(STAGES[stage]));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const { text, broken } = tell(diary, plan.gates, seconds);
  console.log(text);
  return broken === 0 ? 0 : 1;
}
