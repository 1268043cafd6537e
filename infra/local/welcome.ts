import { groupedCardNumber as spaced } from '../../shared/code/card-number.ts';
import type { Demo, DemoGate } from './demo.ts';
import type { DemoCard } from './offer-card.ts';

type Parts = {
  readonly origin: string;
  readonly demo: Demo;
  readonly codes: readonly { readonly gate: DemoGate; readonly code: string }[];
  readonly card: DemoCard | undefined;
  readonly dataDir: string;
};

/** What to open, and as whom. */
export function welcome({ origin, demo, codes, card, dataDir }: Parts): string {
  const people = demo.residents.map(({ phone, who }) => `    ${phone}  ${who}`);
  const gates = codes.map(
    ({ gate, code }) => `    ${spaced(code)}    ${gate.compoundName} ${gate.name}`,
  );
  const cards =
    card === undefined
      ? ''
      : `
  出入证：开始当班后点「输入号码」，输入八位数 · printed card: on shift, press 输入号码 and type it
    ${spaced(card.number)}    ${card.who}
`;
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
  社区、街道、网格、审计，同在管理页 · community, street, grid, auditor: on the manager page
    ${demo.communityWorker.phone}  ${demo.communityWorker.who} 社工
    ${demo.street.phone}  ${demo.street.who} 街道管理员
    ${demo.gridWorker.phone}  ${demo.gridWorker.who} 网格员
    ${demo.auditor.phone}  ${demo.auditor.who} 审计员
  办事的人，在手机上用同一个管理页 · who does the work, on the same page on a phone
    ${demo.frontDesk.phone}  ${demo.frontDesk.who} 前台
    ${demo.repairer.phone}  ${demo.repairer.who} 维修工
    ${demo.volunteer.phone}  ${demo.volunteer.who} 志愿者

  门岗登记码，24 小时内用一次 · enrolment codes, once, within 24 h
${gates.join('\n')}
${cards}
  数据在 ${dataDir}，重来用 npm run reset · data is kept there; npm run reset starts over
  按 Ctrl+C 结束 · Ctrl+C stops

`;
}
