import {
  type DigestSpan,
  digestCounts,
  digestsDue,
  isLate,
} from '../../shared/emergency/digest.ts';
import type { CompoundId, StaffId } from '../../shared/ids.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type HealthRecordStore, type ToldNotes, tellOfEmergency } from '../health/index.ts';
import type { NotifyPorts } from '../notifications/index.ts';
import type { StoredDigest } from './digest.ts';
import type { DigestStore } from './digest-store.ts';

export type DigestPorts = NotifyPorts & {
  readonly told: Pick<ToldNotes, 'note'>;
  readonly records: Pick<HealthRecordStore, 'listChanges'>;
  readonly digests: Pick<DigestStore, 'keep' | 'settle' | 'findNewest'>;
  /** Everybody of the community who works at the compound then, each once. */
  readonly readers: (compound: CompoundId, nowMs: number) => Promise<readonly StaffId[]>;
};

/** The stream brings a change to the lists within seconds; it is waited for so long. */
const LISTED_WITHIN_MS = 3_600_000;

/**
 * Makes the digest of the morning, also where nothing changed, and those that a clock has missed. Who
 * is told stands in the digest itself, and the same digest tells the same person once: a run that
 * comes twice, late, or that was broken off half-way comes to the same. It reads what changed and
 * nobody's record.
 */
export async function makeDigests(
  ports: DigestPorts,
  here: EmergencyHere,
  now: number,
): Promise<void> {
  let newest = await ports.digests.findNewest(here);
  if (newest !== undefined && !newest.told) await tell(ports, here, newest);
  for (const span of digestsDue({ since: here.since, last: newest?.day }, now)) {
    const made = await makeDigest(ports, here, { span, before: newest, now });
    const outcome = await ports.digests.keep(here, made);
    newest = outcome === 'kept' ? made : outcome;
    await tell(ports, here, newest);
  }
}

async function makeDigest(
  { records, readers }: DigestPorts,
  here: EmergencyHere,
  {
    span,
    before,
    now,
  }: { readonly span: DigestSpan; readonly before: StoredDigest | undefined; readonly now: number },
): Promise<StoredDigest> {
  const [listed, recipients] = await Promise.all([
    records.listChanges(here, span.from - LISTED_WITHIN_MS, span.until),
    readers(here.compoundId, now),
  ]);
  const counted = new Set(before?.lastCounted);
  const changes = listed.filter(({ changeId }) => !counted.has(changeId));
  const counts = digestCounts(here.rules, changes);
  return {
    compoundId: here.compoundId,
    ...span,
    changes: counts.changes,
    became: [...counts.became],
    buildings: [...counts.buildings],
    lastCounted: changes
      .filter(({ at }) => at >= span.until - LISTED_WITHIN_MS)
      .map(({ changeId }) => changeId),
    madeAt: now,
    late: isLate(span, now),
    recipients: [...recipients],
    told: false,
  };
}

async function tell(ports: DigestPorts, here: EmergencyHere, digest: StoredDigest): Promise<void> {
  const { day, compoundId, changes, late, madeAt } = digest;
  for (const staff of digest.recipients) {
    await tellOfEmergency(ports, here, {
      template: 'health_digest',
      parameters: { day, changes, late },
      compoundId,
      key: `${here.emergencyId}#digest#${day}`,
      to: { staff },
      urgency: 'urgent',
      at: madeAt,
      link: '/alerts',
    });
  }
  await ports.digests.settle(here, digest);
}
