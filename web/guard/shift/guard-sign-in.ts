import { computed, onBeforeUnmount, ref } from 'vue';
import { guardSignIn, Phone } from '../../../shared/messages/sign-in.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { inThisTab } from '../../kit/remembered.ts';
import { useTask } from '../../kit/task.ts';

const TYPED_PHONE = 'xq-guard-phone';
const ONE_TIME_CODE = /^[0-9]{6}$/;

/** Phone number, one-time code, signed in: what was typed survives a reload. */
export function useGuardSignIn(api: Api) {
  const phone = ref(inThisTab.get(TYPED_PHONE) ?? '');
  const code = ref('');
  const wrongField = ref<'phone' | 'code'>();
  const signedIn = ref(false);
  const resendAt = ref(0);
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 1000);
  onBeforeUnmount(() => clearInterval(timer));

  const sending = useTask(async (): Promise<true | ApiFailure> => {
    const answer = await api.call(guardSignIn.requestCode, { body: { phone: phone.value } });
    const wait = isApiFailure(answer) ? answer.retryAfterSeconds : answer.resendAfterSeconds;
    resendAt.value = Date.now() + (wait ?? 0) * 1000;
    return isApiFailure(answer) ? answer : true;
  });
  const signing = useTask(async (): Promise<true | ApiFailure> => {
    const answer = await api.call(guardSignIn.signIn, {
      body: { phone: phone.value, code: code.value.trim() },
    });
    if (isApiFailure(answer)) return answer;
    signedIn.value = true;
    inThisTab.remove(TYPED_PHONE);
    return true;
  });

  const hasPhone = (): boolean => {
    wrongField.value = Phone.safeParse(phone.value).success ? undefined : 'phone';
    return wrongField.value === undefined;
  };

  return {
    phone,
    code,
    wrongField,
    signedIn,
    sending,
    signing,
    /** Seconds until another code may be asked for. */
    resendIn: computed(() => Math.max(0, Math.ceil((resendAt.value - now.value) / 1000))),
    rememberTyped: () => inThisTab.set(TYPED_PHONE, phone.value),

    async sendCode(): Promise<boolean> {
      return hasPhone() && (await sending.run()) === true;
    },
    async signIn(): Promise<boolean> {
      if (!hasPhone()) return false;
      if (!ONE_TIME_CODE.test(code.value.trim())) {
        wrongField.value = 'code';
        return false;
      }
      return (await signing.run()) === true;
    },
  };
}
