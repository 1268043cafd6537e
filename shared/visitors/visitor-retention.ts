import { KEPT_MS } from '../retention.ts';

export const VISITOR_RETENTION = {
  visitor_passage: {
    ms: KEPT_MS.visitor_passage,
    from: 'the passage; of a resident 7 days',
    why: 'what visitors and couriers are answered for',
    items: [
      'opening by hand, by its class',
      'scan decided by the server that used a pass',
      'five minutes in which the server let in at a gate',
      "scan decided by the server that used none, for its gate's day",
      'scan decided by the server that used none',
    ],
  },
  invitation: {
    ms: KEPT_MS.invitation,
    from: 'its last moment',
    why: 'as long as the passages by it; then nobody knows who was invited',
    items: [
      'an invitation',
      'whom a resident has invited',
      'what a browser that was invited may do',
      'which visit a browser has',
      'which visit says these digits at a house, hashed',
    ],
  },
} as const;
