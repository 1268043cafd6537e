import type { HelpEntry } from '../../shared/directory/help-directory.ts';
import type { CompoundId } from '../../shared/ids.ts';
import type { HelpDirectory } from '../../shared/messages/directory.ts';
import type { AuditFacts } from '../platform/audit.ts';

/** Whom to call for help in a compound: one list, written as a whole. */
export interface DirectoryStore {
  findDirectory(compound: CompoundId): Promise<HelpDirectory | undefined>;
  /** Unless somebody else has written it since the version seen, 0 for never. */
  recordDirectory(
    compound: CompoundId,
    entries: readonly HelpEntry[],
    change: { readonly seen: number; readonly audit: AuditFacts },
  ): Promise<'recorded' | 'conflict'>;
}
