import { parseArgs } from 'node:util';
import { playDeskHere } from './desk/play-desk.ts';
import { playMorningHere } from './play-morning.ts';
import { CallRefused } from './street-client.ts';

/**
 * `npm run demo` plays a morning at the gates against a running `npm start`, `npm run demo -- desk`
 * a day of the service desk. Ends with 1 when a promise broke, with 2 when it could not be played.
 */
const DEFAULT_PORT = '5199';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    origin: { type: 'string', default: `http://localhost:${process.env.PORT ?? DEFAULT_PORT}` },
    residents: { type: 'string' },
  },
});
const [scene = 'morning'] = positionals;

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

function play(): Promise<number> {
  switch (scene) {
    case 'morning':
      return playMorningHere(options);
    case 'desk':
      return playDeskHere(options.origin);
    default:
      console.error(`没有“${scene}”：npm run demo，或 npm run demo -- desk · no such scene`);
      return Promise.resolve(2);
  }
}

try {
  process.exitCode = await play();
} catch (error) {
  const words = inWords(error);
  if (words === undefined) throw error;
  console.error(`\n${words}\n`);
  process.exitCode = 2;
}
