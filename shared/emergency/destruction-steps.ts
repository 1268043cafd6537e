type Step = {
  readonly step: string;
  readonly by: 'clock' | 'auditor';
  /** How long after the step before it at the earliest. */
  readonly afterMs?: number;
};

/**
 * An opened key is forgotten by every process within a minute. What comes after waits longer: by
 * then nobody can write under it any more, and nothing comes after the deletion.
 */
export const KEY_FORGOTTEN_MS = 90_000;

/**
 * What happens to everything that an emergency knew once it has ended, in this order and each once.
 * Broken off anywhere, the same step again does the rest. A sweep that finds something sends it back
 * to `told`; there is no certificate before one found nothing.
 */
export const DESTRUCTION_STEPS = [
  /** How many items there are of each class. */
  { step: 'count', by: 'clock' },
  /** From here on nothing of it can be read by anybody, whatever else is still to be done. */
  { step: 'key', by: 'clock' },
  /** Notifications are taken back from inboxes and from what is still to be sent. */
  { step: 'told', by: 'clock', afterMs: KEY_FORGOTTEN_MS },
  /** Gates are given status lists without it. */
  { step: 'asks', by: 'clock' },
  /** Every partition of every compound. */
  { step: 'delete', by: 'clock' },
  /** The whole table is looked through, by other code than deleted. */
  { step: 'sweep', by: 'clock' },
  { step: 'certify', by: 'clock' },
  /** Somebody who had no part in the emergency signs beneath. */
  { step: 'witness', by: 'auditor' },
] as const satisfies readonly Step[];
export type DestructionStep = (typeof DESTRUCTION_STEPS)[number]['step'];
// cast: the names of a list of rows are its rows' names
export const DESTRUCTION_STEP_NAMES = DESTRUCTION_STEPS.map(({ step }) => step) as [
  DestructionStep,
  ...DestructionStep[],
];

/** When each step was done, unix milliseconds. */
export type StepsDone = { readonly [S in DestructionStep]?: number };

/** What is to be done next, by whom, and from when on; undefined once everything is. */
export function nextStep(
  done: StepsDone,
): { readonly step: DestructionStep; readonly by: Step['by']; readonly from: number } | undefined {
  let before = 0;
  for (const row of DESTRUCTION_STEPS) {
    const at = done[row.step];
    if (at === undefined) {
      const afterMs = 'afterMs' in row ? row.afterMs : 0;
      return { step: row.step, by: row.by, from: before + afterMs };
    }
    before = at;
  }
  return undefined;
}

/** The same after a sweep that found something: everything from `told` on is to be done again. */
export function backToTold(done: StepsDone): StepsDone {
  const { count = 0, key = 0 } = done;
  return { count, key };
}
