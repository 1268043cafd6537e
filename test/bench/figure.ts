/** One measured figure. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Met at most, or at least, this value; absent for what stands beside for comparison. */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** Whose size or method it is, where that is not plain from the name. */
  readonly note?: string;
};

/** What one file measures. Its figures' names begin with one of its names. */
export type Subject = {
  readonly names: readonly string[];
  measure(): Promise<readonly Figure[]>;
};

export function isMet({ value, target }: Figure): boolean {
  if (target === undefined) return true;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
