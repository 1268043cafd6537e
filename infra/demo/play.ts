import { parseArgs } from 'node:util';
import { demoOf } from '../local/demo.ts';
import { planStreet } from '../local/seed/plan.ts';
import type { Happened } from './happened.ts';
import { type Cast, playMorning } from './morning.ts';
import { CallRefused } from './street-client.ts';

/**
 * `npm run demo` plays a morning against a running `npm start`. Ends with 1 when a promise broke,
 * with 2 when it could not be played.
 */
const DEFAULT_PORT = '5199';
const DEFAULT_NUMBERS = '12';
const PLAYED_COMPOUND = 1;

const { values: options } = parseArgs({
  options: {
    origin: { type: 'string', default: `http://localhost:${process.env.PORT ?? DEFAULT_PORT}` },
    numbers: { type: 'string', default: DEFAULT_NUMBERS },
  },
});

function castOf(origin: string, numbers: number): Cast {
  const plan = planStreet();
  const { guard, manager, gates } = demoOf(plan);
  const [east, west] = gates;
  if (east === undefined || west === undefined) throw new Error('the street has no two gates');
  const phones = plan.residents
    .filter(({ residentId }) => residentId.startsWith(`res_${PLAYED_COMPOUND}_`))
    .flatMap(({ phone }) => phone ?? []);
  return {
    origin,
    residents: [...new Set(phones)].slice(0, numbers),
    guard: guard.phone,
    manager: manager.phone,
    gates: [east.gateId, west.gateId],
  };
}

function row({ zh, en, count, broken }: Happened): string {
  const lines = [
    `  ${broken.length === 0 ? '✓' : '✗'} ${String(count).padStart(4)}  ${zh}`,
    `          ${en}`,
  ];
  const kinds = new Set(broken);
  return [...lines, ...[...kinds].map((what) => `          ${what}`)].join('\n');
}

function inWords(error: unknown): string | undefined {
  if (error instanceof CallRefused && error.code === 'too_many_codes') {
    return (
      '这一小时里获取验证码的次数用完了，过一会儿再演。\n' +
      'This hour has no one-time codes left. Play again later.'
    );
  }
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return (
      `${options.origin} 没有回应。先在另一个窗口 npm start。\n` +
      `${options.origin} does not answer. Run npm start in another window first.`
    );
  }
  return undefined;
}

const cast = castOf(options.origin, Number(options.numbers));
console.log(`
一个早晨 · a morning at the gates of ${cast.origin}

  每个号码一小时只能获取 5 次验证码，一个地址 60 次，所以只用 ${cast.residents.length} 个号码登录，同号码的家人一起来；
  断网的一小时压缩成几秒。
  A number gets 5 one-time codes an hour, an address 60: so ${cast.residents.length} numbers sign in, and each
  brings whoever shares it. The hour without network is played in seconds.
`);
const startedAt = performance.now();
try {
  const happened = await playMorning(cast);
  console.log(happened.map(row).join('\n'));
  const broken = happened.filter((one) => one.broken.length > 0).length;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(
    broken === 0
      ? `\n  全部如约，用时 ${seconds} 秒 · every promise held, ${seconds} s\n`
      : `\n  ${broken} 项没有做到 · ${broken} promises broke\n`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
  const words = inWords(error);
  if (words === undefined) throw error;
  console.error(`\n${words}\n`);
  process.exitCode = 2;
}
