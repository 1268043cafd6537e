import { shallowRef } from 'vue';
import type { CompoundId } from '../../../shared/ids.ts';
import { type AuditVerification, verifyAudit } from '../../../shared/messages/audit.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { useTask } from '../../kit/task.ts';
import { api } from '../app/session.ts';

/** A stretch and those before it, as one. */
function joined(before: AuditVerification | undefined, next: AuditVerification): AuditVerification {
  if (before === undefined) return next;
  return {
    ...next,
    links: before.links + next.links,
    facts: before.facts + next.facts,
    withoutFacts: before.withoutFacts + next.withoutFacts,
    unexplained: before.unexplained + next.unexplained,
    records: (before.records ?? 0) + (next.records ?? 0),
    findings: [...before.findings, ...next.findings],
  };
}

/** The chain of a compound, verified stretch by stretch; what is known so far is shown meanwhile. */
export function useVerification(compound: () => CompoundId | undefined) {
  const found = shallowRef<AuditVerification>();
  const task = useTask(async () => {
    const compoundId = compound();
    found.value = undefined;
    let from: number | undefined = 1;
    while (compoundId !== undefined && from !== undefined) {
      const answer: AuditVerification | ApiFailure = await api.call(verifyAudit, {
        params: { compoundId },
        body: { from },
      });
      if (isApiFailure(answer)) return answer;
      found.value = joined(found.value, answer);
      from = answer.next;
    }
    return undefined;
  });
  return { found, ...task };
}
