import { type DeskSettings, setDeskSettings } from '../../../shared/messages/desk-settings.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { queryClient } from '../app/queries.ts';
import { api } from '../app/session.ts';

export const SETTINGS = 'desk-settings';
export const TEAMS = 'desk-teams';

/**
 * Keeps what was set. Where somebody else was first, theirs is read.
 * @returns the version that stands there now
 */
export async function saveSettings(
  compoundId: string,
  settings: DeskSettings,
): Promise<{ readonly saved: boolean; readonly version: number } | ApiFailure> {
  const answer = await api.call(setDeskSettings, { params: { compoundId }, body: settings });
  const failed = isApiFailure(answer);
  if (failed && answer.code !== 'state_conflict') return answer;
  await queryClient.invalidateQueries({ queryKey: [SETTINGS] });
  const now = queryClient.getQueryData<DeskSettings>([SETTINGS, compoundId]);
  return { saved: !failed, version: now?.version ?? settings.version };
}
