import type { TimelineStep } from '../../shared/messages/requests.ts';
import type { StoredStep } from './request.ts';

/** A step as the timeline shows it: of who did it an office and a masked name. */
export function shownStep({ step, at, by, note, photos, until, level }: StoredStep): TimelineStep {
  const named = by.as === 'worker' || by.as === 'desk';
  return {
    step,
    at,
    by: named ? { as: by.as, office: by.office, maskedName: by.maskedName } : { as: by.as },
    ...(note === undefined ? {} : { note }),
    ...(photos === undefined ? {} : { photos }),
    ...(until === undefined ? {} : { until }),
    ...(level === undefined ? {} : { level }),
  };
}
