import {
  AUDITED_KINDS,
  type Broken,
  type ChainVerdict,
  type Finding,
  type Verification,
} from '../../functions/audit/index.ts';

const BROKEN: Readonly<Record<Broken['why'], string>> = {
  number: '缺一环或次序不对  a link is missing or stands elsewhere',
  previous: '与上一环不相接  it does not join on to the link before',
  fact: '事实与封存的不符  a fact is not the one that was sealed',
  facts_missing: '事实在保存期内缺失  facts are gone before their term',
};
const FOUND: Readonly<Record<Finding['why'], string>> = {
  changed: '在系统之外被改动  changed behind the system’s back',
  gone: '在系统之外被删除  deleted behind the system’s back',
  unsealed: '没有封存  sealed in no chain',
};

function sayChain({
  chain,
  links,
  facts,
  unexplained,
  withoutFacts,
  broken,
}: ChainVerdict): string {
  const counts = `${links} 环 links, ${facts} 条 facts`;
  const bare = withoutFacts === 0 ? '' : `, ${withoutFacts} 环事实已到期销毁 without facts`;
  const strange = unexplained === 0 ? '' : `, ${unexplained} 条无来由 unexplained`;
  const state =
    broken === undefined
      ? '完整 whole'
      : `第 ${broken.number} 环断开 broken at link ${broken.number}: ${BROKEN[broken.why]}`;
  return `${chain.padEnd(10)} ${counts}${bare}${strange}: ${state}\n`;
}

/** The verification in words, and whether everything holds. */
export function sayVerification({ verdicts, findings, records, destroyed }: Verification): {
  readonly text: string;
  readonly holds: boolean;
} {
  const chains = verdicts.map(sayChain).join('');
  const found = findings
    .map(({ chain, pk, sk, why }) => `${chain.padEnd(10)} ${pk} ${sk}: ${FOUND[why]}\n`)
    .join('');
  const ends = destroyed
    .map(
      ({ emergency, records: gone, certified }) =>
        `${emergency} 已销毁 ${gone} 条，证书记 ${certified ?? 0} 条 destroyed; its certificate counts ${certified ?? 0}\n`,
    )
    .join('');
  const holds =
    findings.length === 0 &&
    destroyed.every((one) => one.records <= (one.certified ?? 0)) &&
    verdicts.every(({ broken, unexplained }) => broken === undefined && unexplained === 0);
  const kinds = AUDITED_KINDS.map(({ item }) => item).join('; ');
  const compared = `比对记录 ${records} 条 records compared, of these kinds: ${kinds}\n`;
  return { text: `\n${chains}${found}${ends}${compared}\n`, holds };
}
