import { compressBits } from '../../functions/passes/status-list.ts';
import { emptyBits, setState, stateAt } from '../../shared/status-list/status-list.ts';
import { type Figure, median, type Subject } from './figure.ts';

const LISTS = 100;
const PASSES = 5_000;
const NOT_VALID = 0.05;
const PLACES = 16_384;
const LOOK_UPS = 200_000;
const ROUNDS = 31;
const STATES = ['revoked', 'suspended', 'ask'] as const;

/** The same numbers every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many places at random, a third of them in each state. */
function bitsWith(places: number, exceptions: number, random: () => number): Uint8Array {
  const bits = emptyBits(places);
  const indices = new Set<number>();
  while (indices.size < exceptions) indices.add(Math.floor(random() * places));
  [...indices].forEach((index, at) => {
    setState(bits, index, STATES[at % STATES.length] ?? 'revoked');
  });
  return bits;
}

function compressedSize(places: number, random: () => number): number {
  const sizes = Array.from(
    { length: LISTS },
    () => compressBits(bitsWith(places, PASSES * NOT_VALID, random)).length,
  );
  return median(sizes);
}

function lookUps(places: number, random: () => number) {
  const list = { version: 1, places, bits: bitsWith(places, places * NOT_VALID, random) };
  const indices = Int32Array.from({ length: LOOK_UPS }, () => Math.floor(random() * places));
  return () => {
    const from = process.hrtime.bigint();
    let valid = 0;
    for (const index of indices) if (stateAt(list, index) === 'valid') valid += 1;
    const took = Number(process.hrtime.bigint() - from);
    if (valid < LOOK_UPS / 2) throw new Error('a list that is mostly valid is not');
    return took;
  };
}

async function measure(): Promise<Figure[]> {
  const random = numbersFrom(20_260_318);
  const small = lookUps(1_000, random);
  const large = lookUps(1_000_000, random);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const inSmall = small();
    ratios.push(large() / inSmall);
  }
  return [
    {
      name: 'statusList.5000.bytes',
      value: compressedSize(PLACES, random),
      unit: 'bytes',
      target: { atMost: 450 },
      note: '5,000 passes in 16,384 places, 5 % not valid, a third in each state',
    },
    {
      name: 'statusList.5000in8192.bytes',
      value: compressedSize(8_192, random),
      unit: 'bytes',
      note: 'the same in the places that 5,000 passes get',
    },
    {
      name: 'statusList.lookup.1e6vs1e3',
      value: median(ratios),
      unit: 'ratio',
      target: { atMost: 2 },
      note: 'places looked up at random',
    },
  ];
}

export const statusLists: Subject = { names: ['statusList'], measure };
