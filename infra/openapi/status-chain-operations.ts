import * as messages from '../../shared/messages/status-chains.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now, staffId } = EXAMPLE;
const DAY_MS = 86_400_000;
const changeId = 'hch_1_0000000000000001' as const;
const green = { zh: '绿码', en: 'Green' };
const red = { zh: '红码', en: 'Red' };
const words = { zh: '卫生健康部门对您作出了隔离医学观察决定', en: 'Isolation was ordered' };

/** What an auditor follows. */
export const OF_STATUS_CHAINS = [
  operation(
    messages.readStatusChain,
    'status_chain.read',
    'One health status from its evidence to its end, without the person',
    {
      body: {},
      answer: {
        emergency: {
          emergencyId: 'emg_1_0123456789abcdef',
          event: '呼吸道传染病疫情',
          documentNumber: '青政疫〔2026〕1号',
          authority: '青枫区人民政府',
          state: 'open',
          ruleVersion: 1,
        },
        record: {
          value: red,
          since: now,
          until: now + 14 * DAY_MS,
          version: 2,
          replays: true,
          evidence: [
            {
              evidenceId: `two.${changeId}`,
              revision: 1,
              kind: 'isolation_order',
              rule: 'isolation',
              words,
              source: { by: 'two_offices', change: changeId },
              observedAt: now,
              receivedAt: now,
              expiresAt: now + 14 * DAY_MS,
              withdrawn: false,
              cancels: [],
              counts: true,
            },
          ],
          changes: [
            {
              changeId,
              at: now,
              from: green,
              to: red,
              office: 'health',
              because: [`two.${changeId}`],
              tellBy: now + DAY_MS,
              told: { at: now, by: 'phone' },
            },
          ],
          proposals: [
            {
              proposalId: changeId,
              state: 'done',
              reason: 'isolation_order',
              reference: '青卫隔〔2026〕17号',
              expiresAt: now + 14 * DAY_MS,
              people: 1,
              proposed: { office: 'health', role: 'community_doctor', by: staffId, at: now },
              decided: {
                office: 'community',
                role: 'community_worker',
                by: 'stf_fedcba9876543210',
                at: now,
              },
              independent: true,
            },
          ],
        },
        facts: [
          {
            at: now,
            action: 'health_change.decide',
            by: staffId,
            office: 'community',
            purpose: 'emergency',
            version: 1,
          },
        ],
      },
    },
  ),
];
