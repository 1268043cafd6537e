import { listAuditFacts, verifyAudit } from '../../shared/messages/audit.ts';
import { EXAMPLE } from './example-values.ts';
import { type Operation, operation } from './operation.ts';

const hash = 'a'.repeat(64);

/** What an auditor asks. */
export const OF_AUDIT: readonly Operation[] = [
  operation(verifyAudit, 'audit.read', 'Verify a stretch of a compound’s chain of facts', {
    body: {},
    answer: {
      links: 12,
      facts: 240,
      withoutFacts: 0,
      unexplained: 0,
      last: { number: 12, hash, sealedAt: EXAMPLE.now },
      findings: [],
      records: 180,
    },
  }),
  operation(listAuditFacts, 'audit.read', 'What was changed and read, by the day it was sealed', {
    body: { day: '2026-11-18', kind: 'read' },
    answer: {
      facts: [
        {
          kind: 'read',
          at: EXAMPLE.now,
          action: 'pass.list',
          by: EXAMPLE.staffId,
          office: 'property',
          purpose: 'gate',
          record: 'passes',
          version: 1,
          subject: EXAMPLE.residentId,
        },
      ],
      total: 1,
      root: { number: 12, hash },
    },
  }),
];
