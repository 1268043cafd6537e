import type { Outcome, Reason } from '../../shared/gate/outcomes.ts';

/** What happened to so many, and whether it is what is promised. */
export type Happened = {
  readonly zh: string;
  readonly en: string;
  readonly count: number;
  /** What broke the promise, where something did. */
  readonly broken: readonly string[];
};

export const allowed = { outcome: 'allow', reason: 'ok' } as const;

/** Any reason will do where none is named. */
export type Asked = { readonly outcome: Outcome; readonly reason?: Reason };

/** What of the answers differs from what was promised. */
export function unlike(
  answers: readonly { outcome: Outcome; reason: Reason }[],
  promised: Asked,
): string[] {
  return answers
    .filter(
      ({ outcome, reason }) =>
        outcome !== promised.outcome ||
        (promised.reason !== undefined && reason !== promised.reason),
    )
    .map(({ outcome, reason }) => `${outcome} ${reason}`);
}
