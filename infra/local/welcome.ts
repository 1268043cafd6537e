import type { Demo, DemoGate } from './demo.ts';

type Parts = {
  readonly origin: string;
  readonly demo: Demo;
  readonly codes: readonly { readonly gate: DemoGate; readonly code: string }[];
  readonly dataDir: string;
};

const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** What to open, and as whom. */
export function welcome({ origin, demo, codes, dataDir }: Parts): string {
  const people = demo.residents.map(({ phone, who }) => `    ${phone}  ${who}`);
  const gates = codes.map(
    ({ gate, code }) => `    ${spaced(code)}    ${gate.compoundName} ${gate.name}`,
  );
  return `
小区码 · running on this machine

  ${origin}/resident/    住户页 resident
  ${origin}/guard/       门岗页 guard
  ${origin}/manager/     管理页 manager
  ${origin}/dev/inbox    收件箱：验证码在这里 · one-time codes arrive here

  住户 residents
${people.join('\n')}
  保安 guard
    ${demo.guard.phone}  ${demo.guard.who}
  物业经理 manager
    ${demo.manager.phone}  ${demo.manager.who}

  门岗登记码，24 小时内用一次 · enrolment codes, once, within 24 h
${gates.join('\n')}

  数据在 ${dataDir}，重来用 npm run reset · data is kept there; npm run reset starts over
  按 Ctrl+C 结束 · Ctrl+C stops

`;
}
