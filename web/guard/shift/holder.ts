/** All that a guard may see of the person behind a pass. */
export type Holder = { readonly maskedName: string; readonly building: string };

/** By pass index. */
export type HeldHolders = ReadonlyMap<number, Holder>;
