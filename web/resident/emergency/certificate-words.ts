import { type Translation, translator } from '../../kit/i18n.ts';

const zh = {
  certificates: '销毁证书',
  certificatesWhat:
    '应急响应结束后，它知道的健康信息连同密钥一起销毁。证书写明销毁了多少、什么时候、还保留什么，任何人都可以看。',
  certificatesNone: '这里没有结束过的应急响应，也就没有需要销毁的健康信息。',
  ended: '{at}结束',
  endedByClock: '到期自动结束',
  endedByOffice: '由有关单位决定结束',
  underWay: '正在销毁，完成后在这里签发证书。',
  document: '依据：{authority} {number}',
  counted: '销毁了多少',
  items: '{n} 条',
  step_count: '清点',
  step_key: '密钥停用，谁也读不出',
  step_told: '收回通知',
  step_asks: '撤掉门岗名单上的核实',
  step_delete: '删除全部记录',
  step_sweep: '全库复查，没有遗漏',
  step_certify: '签发证书',
  step_witness: '审计人员见证',
  keyGone: '密钥已彻底删除：{at}',
  keyGoneBy: '密钥最迟于 {at} 彻底删除',
  kept: '依法保留，不含健康信息',
  keptYears: '保存 {n} 年',
  what_the_emergency: '应急响应本身和这份证书',
  what_announcements: '公告',
  what_audit_facts: '审计记录（代号，无姓名）',
  kind_record: '个人健康记录',
  kind_due: '到期提醒',
  kind_standing: '当前状态清单',
  kind_changed: '每日变化清单',
  kind_codes: '登记码',
  kind_batches: '检测批次',
  kind_work: '待处理的检测结果',
  kind_proposals: '变更申请',
  kind_calls: '电话告知任务',
  kind_alerts: '预警',
  kind_digests: '每日汇总',
  kind_told: '发出的通知',
  kind_trips: '出入次数',
  signature: '签名',
  signatureWhat: '可用本系统公开的钥匙（/.well-known/jwks.json）验证。',
} as const;

const en = {
  certificates: 'Certificates of destruction',
  certificatesWhat:
    'When an emergency response ends, what it knew about health is destroyed with its key. The certificate says how much, when, and what is kept; anybody can read it.',
  certificatesNone: 'No emergency response has ended here, so there was nothing to destroy.',
  ended: 'Ended {at}',
  endedByClock: 'Its last day was over',
  endedByOffice: 'Ended by a decision',
  underWay: 'Being destroyed; the certificate is signed here when it is done.',
  document: 'By {authority} {number}',
  counted: 'What was destroyed',
  items: '{n}',
  step_count: 'Counted',
  step_key: 'Key disabled: nobody can read it',
  step_told: 'Notifications taken back',
  step_asks: 'Gates given lists without it',
  step_delete: 'Every record deleted',
  step_sweep: 'Whole database looked through, nothing left',
  step_certify: 'Certificate signed',
  step_witness: 'Witnessed by an auditor',
  keyGone: 'Key gone for good: {at}',
  keyGoneBy: 'Key gone for good by {at}',
  kept: 'Kept by law, nothing of it about health',
  keptYears: 'for {n} years',
  what_the_emergency: 'The emergency itself and this certificate',
  what_announcements: 'Announcements',
  what_audit_facts: 'Audit facts (pseudonyms, no names)',
  kind_record: 'Health records of people',
  kind_due: 'Terms',
  kind_standing: 'Lists of statuses',
  kind_changed: 'Lists of changes',
  kind_codes: 'Registration codes',
  kind_batches: 'Batches of tests',
  kind_work: 'Results not worked off',
  kind_proposals: 'Proposed changes',
  kind_calls: 'Calls to tell people',
  kind_alerts: 'Alerts',
  kind_digests: 'Daily digests',
  kind_told: 'Notifications sent',
  kind_trips: 'Trips',
  signature: 'Signature',
  signatureWhat: 'Check it by the public keys at /.well-known/jwks.json.',
} as const satisfies Translation<typeof zh>;

export const certificateWords = translator({ zh, en });

type KindWord = Extract<keyof typeof zh, `kind_${string}`>;
const isKind = (word: string): word is KindWord => word in zh;
/** What a class of items is called; one that has no word yet by its own name. */
export function kindWords(kind: string): string {
  const word = `kind_${kind}`;
  return isKind(word) ? certificateWords(word) : kind;
}
