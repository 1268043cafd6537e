import { computed, onBeforeUnmount, ref, watch } from 'vue';
import { managerSignIn, Phone } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { inThisTab } from '../../kit/remembered.ts';
import { useTask } from '../../kit/task.ts';
import { queryClient } from '../app/queries.ts';
import { api, beginSession } from '../app/session.ts';

const TYPED_PHONE = 'xq-manager-phone';
const ONE_TIME_CODE = /^[0-9]{6}$/;

/** Phone number, one-time code, signed in: what was typed survives a reload. */
export function useManagerSignIn() {
  const phone = ref(inThisTab.get(TYPED_PHONE) ?? '');
  const code = ref('');
  const wrongField = ref<'phone' | 'code'>();
  const sent = ref(false);
  const resendAt = ref(0);
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, 1000);
  onBeforeUnmount(() => clearInterval(timer));
  watch(phone, () => inThisTab.set(TYPED_PHONE, phone.value));

  const sending = useTask(async (): Promise<true | ApiFailure> => {
    const answer = await api.call(managerSignIn.requestCode, { body: { phone: phone.value } });
    const wait = isApiFailure(answer) ? answer.retryAfterSeconds : answer.resendAfterSeconds;
    resendAt.value = Date.now() + (wait ?? 0) * 1000;
    return isApiFailure(answer) ? answer : true;
  });
  const signing = useTask(async (): Promise<true | ApiFailure> => {
    const answer = await api.call(managerSignIn.signIn, {
      body: { phone: phone.value, code: code.value.trim() },
    });
    if (isApiFailure(answer)) return answer;
    beginSession(answer);
    await queryClient.invalidateQueries();
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
    sent,
    sending,
    signing,
    failure: computed(() => signing.failure.value ?? sending.failure.value),
    /** Seconds until another code may be asked for. */
    resendIn: computed(() => Math.max(0, Math.ceil((resendAt.value - now.value) / 1000))),

    async sendCode(): Promise<boolean> {
      signing.forget();
      if (!hasPhone() || (await sending.run()) !== true) return false;
      sent.value = true;
      return true;
    },
    async signIn(): Promise<void> {
      sending.forget();
      if (!hasPhone()) return;
      wrongField.value = ONE_TIME_CODE.test(code.value.trim()) ? undefined : 'code';
      if (wrongField.value === undefined) await signing.run();
    },
  };
}
