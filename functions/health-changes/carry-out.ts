import { DECIDED_WITHIN_HOURS } from '../../shared/emergency/change-lifecycle.ts';
import type { Evidence } from '../../shared/emergency/evidence.ts';
import type { EmergencyHere } from '../emergencies/index.ts';
import { type AppendPorts, appendEvidence } from '../health/index.ts';
import { systemFacts } from '../platform/audit.ts';
import { isFailure } from '../platform/failure.ts';
import type { ChangeStore } from './change-store.ts';
import type { Proposal } from './proposal.ts';

const HOUR_MS = 3_600_000;

export type CarryOutPorts = AppendPorts & {
  readonly changes: Pick<ChangeStore, 'putProposal' | 'listProposals'>;
};

/** Nobody decides it any more. */
export const isOver = ({ state, proposed, decided, expiresAt }: Proposal, now: number): boolean => {
  const since = state === 'stopped' ? (decided?.at ?? proposed.at) : proposed.at;
  return now >= since + DECIDED_WITHIN_HOURS * HOUR_MS || now >= expiresAt;
};

/** What a proposal that has passed is evidence of: the same whenever it is asked. */
function evidenceOf(proposal: Proposal, passedAt: number): Evidence {
  const { proposalId, kind, finding, expiresAt } = proposal;
  return {
    evidenceId: `two.${proposalId}`,
    revision: 1,
    kind,
    finding,
    source: { by: 'two_offices', change: proposalId },
    observedAt: passedAt,
    expiresAt,
    receivedAt: passedAt,
  };
}

/**
 * Makes evidence of a proposal that has passed, person by person. Broken off, the same again does the
 * rest: what is there already is the same evidence.
 */
export async function carryOut(
  ports: CarryOutPorts,
  here: EmergencyHere,
  proposal: Proposal,
  now: number,
): Promise<Proposal> {
  const { state, passedAt, people, proposed, audit } = proposal;
  if (state !== 'passed' || passedAt === undefined) return proposal;
  const evidence = [evidenceOf(proposal, passedAt)];
  const left: NonNullable<Proposal['left']> = [];
  for (const { residentId, buildingId } of people) {
    const appending = { residentId, buildingId, evidence, office: proposed.office, audit };
    const outcome = await appendEvidence(ports, here, appending, now);
    if (!isFailure(outcome)) continue;
    if (outcome.failure !== 'record_full') {
      throw new Error(`evidence could not be added: ${outcome.failure}`);
    }
    left.push(residentId);
  }
  const done: Proposal = {
    ...proposal,
    state: 'done',
    ...(left.length === 0 ? {} : { left }),
    version: proposal.version + 1,
    audit: systemFacts('health_change.carry_out', now),
  };
  const outcome = await ports.changes.putProposal(here, done);
  return outcome === 'put' ? done : (outcome ?? proposal);
}

/** What the clock does with proposals: the rest of what passed, and an end to what nobody decided. */
export async function advanceChanges(
  ports: CarryOutPorts,
  here: EmergencyHere,
  now: number,
): Promise<void> {
  for (const proposal of await ports.changes.listProposals(here)) {
    const { state, version } = proposal;
    if (state === 'passed') await carryOut(ports, here, proposal, now);
    if ((state === 'proposed' || state === 'stopped') && isOver(proposal, now)) {
      const audit = systemFacts('health_change.lapse', now);
      // Where somebody was first, it is decided.
      await ports.changes.putProposal(here, {
        ...proposal,
        state: 'lapsed',
        version: version + 1,
        audit,
      });
    }
  }
}
