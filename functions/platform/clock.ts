/** The time, in unix milliseconds. Rules are given a number; only the edge asks a clock. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
