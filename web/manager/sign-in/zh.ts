export const signInZh = {
  signInWhy: '用登记在您名下的手机号登录。',
  signInAgain: '请重新登录',
  signInAgainWhy: '登录已结束，或在别处退出了。打开的页面和填写的内容都还在。',
  phone: '手机号',
  phoneWrong: '请输入 11 位手机号。',
  code: '验证码',
  codeWrong: '请输入短信里的 6 位数字。',
  codeSent: '6 位数字已发到这个号码。',
  sendCode: '获取验证码',
  sendCodeAgain: '{seconds} 秒后可重新获取',
  signIn: '登录',
} as const;
