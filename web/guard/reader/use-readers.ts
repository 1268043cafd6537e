import { onBeforeUnmount, ref, watch } from 'vue';
import { hearKeys } from './heard-keys.ts';
import { startSerialReader } from './serial-reader.ts';
import { type ReadText, readText } from './typed-text.ts';

/** What the guard has to know of a reader. */
export type ReaderTrouble = 'garbled' | 'unplugged';

/** Every reader beside the camera: those that type and those on a wire. */
export function useReaders(onText: (text: string) => void) {
  /** Said until it is over or put away. */
  const trouble = ref<ReaderTrouble>();
  const hear = (read: ReadText): void => {
    trouble.value = read.reads === 'garbled' ? 'garbled' : undefined;
    if (read.reads === 'code') onText(read.text);
    if (read.reads === 'number') onText(read.digits);
  };
  const stopKeys = hearKeys(hear);
  const serial = startSerialReader(navigator.serial, (text) => {
    const read = readText(text);
    // A wire changes nothing: what is no code of ours is somebody else's.
    hear(read.reads === 'garbled' ? { reads: 'code', text } : read);
  });
  watch(serial.state, (state) => {
    if (state === 'unplugged') trouble.value = 'unplugged';
    else if (trouble.value === 'unplugged') trouble.value = undefined;
  });
  onBeforeUnmount(() => {
    stopKeys();
    void serial.stop();
  });
  return {
    serial,
    trouble,
    putAway(): void {
      trouble.value = undefined;
    },
  };
}
