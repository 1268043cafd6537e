import { onBeforeUnmount, onMounted, type Ref, ref, shallowRef } from 'vue';
import { type Camera, type CameraTrouble, listLenses, openCamera } from './camera.ts';
import { startCodeReader } from './code-reader.ts';
import { scannerChoices } from './scanner-choices.ts';

export type CameraState = 'opening' | 'on' | 'reader_broken' | CameraTrouble;

/** The camera's picture in a video element, and what is read from it. */
export function useCamera(
  video: Ref<HTMLVideoElement | null>,
  onTexts: (texts: readonly string[]) => void,
) {
  const state = ref<CameraState>('opening');
  const camera = shallowRef<Camera>();
  const torch = ref(false);
  const lenses = ref<readonly string[]>([]);
  const startReader = () =>
    startCodeReader(onTexts, () => {
      state.value = 'reader_broken';
    });
  let reader = startReader();
  let closed = false;

  const close = (): void => {
    camera.value?.close();
    camera.value = undefined;
    torch.value = false;
  };

  const setTorch = async (on: boolean): Promise<void> => {
    await camera.value?.setTorch(on).then(
      () => {
        torch.value = on;
      },
      // Some lenses say that they have a light and have none.
      () => undefined,
    );
  };

  const open = async (): Promise<void> => {
    close();
    state.value = 'opening';
    const opened = await openCamera(scannerChoices.lens());
    if (typeof opened === 'string') {
      state.value = opened;
      return;
    }
    if (closed || video.value === null) {
      opened.close();
      return;
    }
    camera.value = opened;
    opened.onLost(() => {
      if (camera.value === opened) state.value = 'busy';
    });
    video.value.srcObject = opened.stream;
    // Settled by the first frame, or by a newer picture that takes its place.
    video.value.play().catch(() => undefined);
    state.value = 'on';
    reader.watch(video.value);
    if (opened.hasTorch && scannerChoices.torch()) await setTorch(true);
    lenses.value = await listLenses().catch(() => []);
  };

  /** A phone that slept has often lost its picture. */
  const onVisible = (): void => {
    if (document.visibilityState !== 'visible') return;
    const [track] = camera.value?.stream.getVideoTracks() ?? [];
    if (state.value === 'on' && track?.readyState !== 'live') void open();
    else void video.value?.play().catch(() => undefined);
  };

  /** It could not be loaded without a network; a page that was not kept can't be opened again either. */
  const onOnline = (): void => {
    if (state.value !== 'reader_broken') return;
    reader.stop();
    reader = startReader();
    void open();
  };

  onMounted(() => {
    window.addEventListener('online', onOnline);
    document.addEventListener('visibilitychange', onVisible);
    void open();
  });
  onBeforeUnmount(() => {
    closed = true;
    window.removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisible);
    reader.stop();
    close();
  });

  return {
    state,
    camera,
    torch,
    lenses,
    open,
    async toggleTorch(): Promise<void> {
      await setTorch(!torch.value);
      scannerChoices.keepTorch(torch.value);
    },
    async nextLens(): Promise<void> {
      const at = lenses.value.indexOf(camera.value?.lens ?? '');
      const next = lenses.value[(at + 1) % lenses.value.length];
      if (next === undefined) return;
      scannerChoices.keepLens(next);
      await open();
    },
  };
}
