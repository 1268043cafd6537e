import { readonly, ref } from 'vue';
import { LineSplitter } from './line-splitter.ts';
import type { SerialPorts, SerialWire } from './serial-ports.ts';

/** What readers with a real wire are delivered with; those on USB do not care. */
const BAUD_RATE = 9_600;
/** A reader that ends no lines: after this its text is complete. */
const SILENT_MS = 150;

/** `none`: never connected. `unplugged`: it was there, and comes back by itself. */
export type SerialState = 'unsupported' | 'none' | 'open' | 'unplugged' | 'failed';
export type SerialReader = ReturnType<typeof startSerialReader>;

/**
 * A reader on a serial wire. The browser remembers which one was permitted; it is opened again
 * after a reload and whenever it is plugged in.
 * @param onText every line, as it was sent
 */
export function startSerialReader(ports: SerialPorts | undefined, onText: (text: string) => void) {
  const state = ref<SerialState>(ports === undefined ? 'unsupported' : 'none');
  let wire: SerialWire | undefined;
  let reading: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let stopped = false;

  const listen = async (from: SerialWire): Promise<void> => {
    const lines = new LineSplitter();
    const decoder = new TextDecoder();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const say = (texts: readonly string[]): void => texts.forEach(onText);
    // A wire that stumbled (a parity error) has a new stream; one that is gone has none.
    while (from.readable !== null && !stopped) {
      reading = from.readable.getReader();
      try {
        for (;;) {
          const { value, done } = await reading.read();
          if (done) break;
          clearTimeout(quiet);
          say(lines.push(decoder.decode(value, { stream: true })));
          quiet = setTimeout(() => say(lines.flush()), SILENT_MS);
        }
      } catch {
        // What was lost is read again by whoever holds the reader.
      }
      reading.releaseLock();
      if (wire !== from) break;
    }
    clearTimeout(quiet);
    if (wire === from) {
      wire = undefined;
      state.value = 'unplugged';
    }
  };

  const open = async (chosen: SerialWire): Promise<void> => {
    if (wire !== undefined) return;
    wire = chosen;
    try {
      await chosen.open({ baudRate: BAUD_RATE });
      state.value = 'open';
      void listen(chosen);
    } catch {
      wire = undefined;
      state.value = 'failed';
    }
  };

  const openPermitted = async (): Promise<void> => {
    const [permitted] = (await ports?.getPorts()) ?? [];
    if (permitted !== undefined) await open(permitted);
  };
  const onConnect = (): void => void openPermitted().catch(() => undefined);

  const close = async (): Promise<void> => {
    const closing = wire;
    wire = undefined;
    await reading?.cancel().catch(() => undefined);
    await closing?.close().catch(() => undefined);
  };

  ports?.addEventListener('connect', onConnect);
  onConnect();

  return {
    state: readonly(state),

    /** In a tap. */
    async connect(): Promise<void> {
      // None chosen: everything stays as it is.
      const chosen = await ports?.requestPort().catch(() => undefined);
      if (chosen === undefined) return;
      await close();
      await open(chosen);
    },

    async disconnect(): Promise<void> {
      const leaving = wire;
      await close();
      await leaving?.forget?.().catch(() => undefined);
      state.value = 'none';
    },

    async stop(): Promise<void> {
      stopped = true;
      ports?.removeEventListener('connect', onConnect);
      await close();
    },
  };
}
