/** A reproducible source of chance: the same number gives the same street on every machine. */
export type Drawing = {
  /** A whole number from 0 to below `below`. */
  number(below: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  bytes(length: number): Uint8Array;
};

/** mulberry32: small, well spread, and the same everywhere. Not for secrets. */
export function drawingFrom(seed: number): Drawing {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const number = (below: number): number => next() % below;
  return {
    number,
    pick: ([first, ...rest]) => rest[number(rest.length + 1) - 1] ?? first,
    bytes: (length) => Uint8Array.from({ length }, () => number(256)),
  };
}
