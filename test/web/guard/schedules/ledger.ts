import type { StoredScan } from '../../../../functions/gates/stored-scan.ts';
import type { ScanBatch } from '../../../../shared/messages/gates.ts';
import type { Opening } from '../../../../shared/messages/openings.ts';
import type { Decision, ShownVerdict } from '../../../../web/guard/verdict/verdict-screen.ts';

/** A code that somebody held before a gate: of one showing, or of none where it is no code of ours. */
export type ShownCode = { readonly text: string; readonly showing?: string };

/** What the guard saw, and so what the server must know in the end. */
export type Seen = {
  readonly verdict: ShownVerdict;
  readonly code: ShownCode;
  /** Somebody who lives here going out leaves no record. */
  readonly leavesRecord: boolean;
  /** The disk took it before it was shown, or this page has lived until it did. */
  readonly isKept: () => boolean;
  /** What the guard did about an ask, and whether the disk took that before the page went on. */
  decided?: { readonly decision: Decision; readonly kept: boolean };
};

type Said = { readonly outcome: string; readonly reason: string };

/** The book that a test keeps beside one gate: what happened there, by everything that left it. */
export function newLedger(gate: string) {
  const seen = new Map<string, Seen>();
  const attempted = new Set<string>();
  const opened = new Map<string, Opening>();
  const perhapsExplained = new Set<string>();
  const sentAs = new Map<string, string>();
  const batchOf = new Map<string, string>();
  const answered = new Map<string, string>();
  const days = new Set<number>();
  const broken: string[] = [];

  const nameIn = ({ boot }: ScanBatch, { seq }: { seq: number }) => `${boot}.${seq}`;
  const differs = (before: string | undefined, now: string) =>
    before !== undefined && before !== now;

  return {
    gate,
    seen,
    attempted,
    opened,
    perhapsExplained,
    /** Moments that records of this gate are filed under. */
    days,
    /** What was found broken where nobody could throw. */
    broken,

    isSent: (name: string) => batchOf.has(name),

    sent(batches: readonly ScanBatch[]): void {
      for (const batch of batches) {
        const name = `batch ${batch.boot}.${batch.batch}`;
        const content = JSON.stringify(batch);
        if (differs(sentAs.get(name), content)) broken.push(`${gate}: ${name} was cut again`);
        sentAs.set(name, content);
        days.add(batch.scans[0]?.scannedAt ?? 0);
        for (const scan of batch.scans) {
          const scanName = nameIn(batch, scan);
          if (differs(batchOf.get(scanName), name)) {
            broken.push(`${gate}: scan ${scanName} is in ${batchOf.get(scanName)} and in ${name}`);
          }
          batchOf.set(scanName, name);
        }
      }
    },

    /** The server's own verdicts on a batch that it recorded. */
    answered(batch: ScanBatch, verdicts: readonly Said[]): void {
      const name = `batch ${batch.boot}.${batch.batch}`;
      if (verdicts.length !== batch.scans.length) {
        broken.push(`${gate}: ${name} has ${verdicts.length} verdicts`);
      }
      for (const [place, scan] of batch.scans.entries()) {
        const said = verdicts[place];
        const line = `${said?.outcome} ${said?.reason}`;
        const isNoise = !scan.code.startsWith('XQ1:');
        if (isNoise !== (said?.reason === 'malformed')) {
          broken.push(
            `${gate}: ${name} says ${line} at place ${place}, of ${scan.code.slice(0, 8)}`,
          );
        }
        const scanName = nameIn(batch, scan);
        if (differs(answered.get(scanName), line)) {
          broken.push(`${gate}: of scan ${scanName} the server says ${line} now`);
        }
        answered.set(scanName, line);
      }
    },

    /** Holds what stands in the table against what was shown. */
    compare(recorded: readonly (StoredScan & { readonly name: string })[]): void {
      const times = new Map<string, number>();
      for (const scan of recorded) {
        times.set(scan.name, (times.get(scan.name) ?? 0) + 1);
        if (!attempted.has(scan.name)) broken.push(`${gate}: scan ${scan.name} never happened`);
        const said = `${scan.server.outcome} ${scan.server.reason}`;
        if (differs(answered.get(scan.name), said)) {
          broken.push(`${gate}: scan ${scan.name} is recorded as ${said} and answered otherwise`);
        }
        const was = seen.get(scan.name);
        if (was !== undefined) compareOne(scan, was);
      }
      for (const [name, count] of times) {
        if (count !== 1) broken.push(`${gate}: scan ${name} is recorded ${count} times`);
      }
      for (const [name, { isKept, leavesRecord, verdict }] of seen) {
        const isRecorded = times.has(name);
        const shown = `${verdict.outcome} ${verdict.reason}`;
        if (leavesRecord && isKept() && !isRecorded) {
          broken.push(`${gate}: scan ${name}, shown as ${shown}, is nowhere`);
        }
        if (!leavesRecord && isRecorded) broken.push(`${gate}: the way out ${name} is recorded`);
      }
    },
  };

  function compareOne(scan: StoredScan & { readonly name: string }, was: Seen): void {
    const { verdict, decided } = was;
    const facts = {
      at: [scan.scannedAt, Math.floor(verdict.at)],
      direction: [scan.direction, verdict.direction],
      outcome: [scan.device.outcome, verdict.outcome],
      reason: [scan.device.reason, verdict.reason],
      ...(decided?.kept === true ? { decision: [scan.decision, decided.decision] } : {}),
    };
    for (const [fact, [recorded, shown]] of Object.entries(facts)) {
      if (recorded !== shown) {
        broken.push(
          `${gate}: scan ${scan.name} was ${fact} ${shown}, and is recorded as ${recorded}`,
        );
      }
    }
  }
}
