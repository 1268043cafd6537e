export const destructionZh = {
  destructions: '销毁见证',
  destructionsWhat:
    '应急响应结束后，健康信息连同密钥一起销毁。没有参与过这次应急响应的审计人员，核对证书后在这里见证签字。',
  destructionsNone: '没有结束过的应急响应。',
  destructionEnded: '{at}结束',
  destructionUnderWay: '正在销毁：已完成 {n} 步，共 8 步',
  destructionCertified: '证书已签发，等待见证',
  destructionWitnessed: '已见证：{at}',
  destructionCounted: '共 {n} 条，复查 {items} 条后没有遗漏',
  destructionKeyGone: '密钥已彻底删除：{at}',
  destructionKeyGoneBy: '密钥已停用，最迟 {at} 彻底删除',
  destructionWitness: '见证签字',
} as const;
