/** Big-endian numbers in byte arrays. The caller has checked lengths and ranges. */
export function writeUint(bytes: Uint8Array, at: number, size: number, value: number): void {
  let rest = value;
  for (let place = at + size - 1; place >= at; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

export function readUint(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let place = at; place < at + size; place += 1) value = value * 256 + (bytes[place] ?? 0);
  return value;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function isUint(value: number, size: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 256 ** size;
}

/** Refuses what a writer was handed by mistake. @throws RangeError */
export function assertThat(holds: boolean, promise: string): void {
  if (!holds) throw new RangeError(promise);
}
