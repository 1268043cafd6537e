import * as z from 'zod';

/** Codes, counts, durations and pseudonymous ids. Never a name, a number, a body or a message text. */
export type LogFacts = Readonly<Record<string, string | number | boolean>>;

/** Lines for operators. */
export interface Log {
  /** Something worth counting happened. */
  info(event: string, facts: LogFacts): void;
  /** A fault: its name and where it arose. Its message is left out, since messages quote data. */
  fault(event: string, facts: LogFacts, error: unknown): void;
}

const FRAMES_KEPT = 12;

function factsOf(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const where = frames.slice(0, FRAMES_KEPT).map((line) => line.trim());
  const mismatch: LogFacts =
    error instanceof z.ZodError
      ? {
          mismatch: error.issues.map((i) => `${i.path.map(String).join('.')} ${i.code}`).join(', '),
        }
      : {};
  return { error: error.name, ...mismatch, where: where.join(' < ') };
}

/** One JSON object a line. */
export function createJsonLog(write: (line: string) => void): Log {
  const line = (level: string, event: string, facts: LogFacts): void =>
    write(JSON.stringify({ level, event, ...facts }));
  return {
    info: (event, facts) => line('info', event, facts),
    fault: (event, facts, error) => line('fault', event, { ...facts, ...factsOf(error) }),
  };
}

export const stderrLog: Log = createJsonLog((line) => process.stderr.write(`${line}\n`));
