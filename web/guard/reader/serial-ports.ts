/** What the page uses of Web Serial, which the types do not know yet. */
export interface SerialWire extends EventTarget {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { readonly baudRate: number }): Promise<void>;
  close(): Promise<void>;
  /** Gives the permission back, where the browser can. */
  forget?(): Promise<void>;
}

export interface SerialPorts extends EventTarget {
  /** Those that were permitted before and are plugged in. */
  getPorts(): Promise<SerialWire[]>;
  /** Lets the guard choose; only in a tap. Rejects where none is chosen. */
  requestPort(): Promise<SerialWire>;
}

declare global {
  interface Navigator {
    readonly serial?: SerialPorts;
  }
}
