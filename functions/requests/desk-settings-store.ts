import type { CompoundId, StaffId, TeamId } from '../../shared/ids.ts';
import type { DeskSettings } from '../../shared/messages/desk-settings.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { StoredTeam } from './team.ts';

/** How the desk of a compound works, as data. */
export interface DeskSettingsStore {
  /** What was set last, or what every desk begins with: version 0. */
  readSettings(compound: CompoundId): Promise<DeskSettings>;
  /** @param settings whose version is one more than what was seen */
  setSettings(
    compound: CompoundId,
    settings: DeskSettings,
    audit: AuditFacts,
  ): Promise<'set' | 'conflict'>;

  /** By id: one query. */
  listTeams(compound: CompoundId): Promise<readonly StoredTeam[]>;
  findTeam(team: TeamId): Promise<StoredTeam | undefined>;
  /** A new one where the version is 1; otherwise what stands there has the version before. */
  putTeam(team: StoredTeam, audit: AuditFacts): Promise<'put' | 'conflict'>;
  endTeam(team: StoredTeam, audit: AuditFacts): Promise<'ended' | 'conflict'>;

  /** Whose turn it was last in a team; nobody’s yet. */
  lastTurn(team: TeamId): Promise<StaffId | undefined>;
  /** Somebody’s turn, where it was `last`’s before: of many at the same time one. */
  takeTurn(
    team: TeamId,
    turn: { readonly last: StaffId | undefined; readonly now: StaffId },
  ): Promise<'taken' | 'conflict'>;
}
