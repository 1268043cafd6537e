import type { SignInMessage, Wording } from './message.ts';

/** Both languages: nobody has chosen one before signing in. */
function textOf(message: SignInMessage): string {
  switch (message.template) {
    case 'sign_in_code': {
      const { code, minutes } = message.parameters;
      return `【小区码】验证码 ${code}，${minutes} 分钟内有效，请勿告诉他人。Code ${code}, ${minutes} min. Tell nobody.`;
    }
    case 'number_not_registered':
      return '【小区码】有人用这个号码登录，但它没有登记。请联系物业。This number is not registered. Ask your property manager.';
  }
}

/** As text, however it is kept. */
function parametersOf(message: SignInMessage): Readonly<Record<string, string>> {
  switch (message.template) {
    case 'sign_in_code':
      return { code: message.parameters.code, minutes: String(message.parameters.minutes) };
    case 'number_not_registered':
      return message.parameters;
  }
}

/** All that the functions say to which somebody signs in: they carry no other sentence. */
export const SIGN_IN_WORDING: Wording<SignInMessage> = { textOf, parametersOf };
