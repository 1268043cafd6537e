import { KEPT_MS } from '../retention.ts';

/** What the service desk keeps: classes of shared/retention-classes.ts. */
export const DESK_RETENTION = {
  unattached_photo: {
    ms: KEPT_MS.unattached_photo,
    from: 'asking for it; attached, it stays as long as its request, and its file goes with it',
    why: 'long enough for a request to be sent from a phone with a bad network',
    items: ['a photo'],
  },
  request: {
    ms: KEPT_MS.request,
    from: 'closing or cancelling it; the words of a sensitive one go with that',
    why: 'a question about last year’s repair',
    items: ['a request', 'which request is whose'],
  },
  request_count: {
    ms: KEPT_MS.request_count,
    from: 'the end of the request',
    why: 'a year can be compared with the one before; it says of nobody what they asked for',
    items: ['that a request is over, and how long it took'],
  },
  claim: {
    ms: KEPT_MS.claim,
    from: 'the last claim',
    why: 'so that somebody who claims twice at once has no task too many',
    items: ['what somebody has claimed of late'],
  },
  desk: {
    why: 'how the desk works, and what waits for somebody for as long as it waits',
    items: [
      'a request on the board that is not over',
      'a task of somebody',
      'what time has to do with a request',
      'how the desk works',
      'a team of the desk',
      'whose turn it was last in a team',
    ],
  },
} as const;
