import { type Ref, readonly, ref } from 'vue';

/** Words such as 2 分钟前 are looked over this often. */
const EVERY_MS = 10_000;

const moment = ref(Date.now());
setInterval(() => {
  moment.value = Date.now();
}, EVERY_MS);

/** Unix milliseconds, near enough for words. */
export const now: Readonly<Ref<number>> = readonly(moment);
