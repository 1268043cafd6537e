import { ref, watch } from 'vue';
import * as z from 'zod';
import { records } from '../wallet/kept-wallet.ts';

/** What is typed into one box, kept on the phone until it has been sent. */
export function keptText(name: string) {
  const text = ref('');
  const kept = `request-text#${name}`;
  let touched = false;
  void records
    .read(kept, z.string())
    .then((before) => {
      if (before !== undefined && !touched) text.value = before;
    })
    .catch(() => undefined);
  watch(text, async (now) => {
    touched = true;
    await (now === '' ? records.remove(kept) : records.write(kept, now)).catch(() => undefined);
  });
  return text;
}
