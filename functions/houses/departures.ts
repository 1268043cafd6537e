import type { ResidentId } from '../../shared/ids.ts';
import type { CompoundStore } from '../compounds/index.ts';
import type { TenancyPasses } from '../passes/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { ResidenceStore, ResidentStore } from '../residents/index.ts';
import type { Departures } from './finish-moving-out.ts';

export type DeparturePorts = {
  readonly residents: Pick<ResidentStore, 'findResident'>;
  readonly compounds: Pick<CompoundStore, 'findPlaces'>;
  readonly residences: Pick<ResidenceStore, 'end'>;
  readonly passes: Pick<TenancyPasses, 'withdrawAll'>;
};

/** Each try loses to somebody else's change of the same record. */
const MOST_TRIES = 5;

/** The register first, so that no pass is given any more; then every pass that there is. */
export function createDepartures(ports: DeparturePorts): Departures {
  const { residents, compounds, residences, passes } = ports;

  async function endResidence(id: ResidentId, on: string, audit: AuditFacts): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const resident = await residents.findResident(id);
      if (resident === undefined || resident.state === 'moved_out') return;
      const { houses } = await compounds.findPlaces([], [resident.houseId]);
      const [place] = houses;
      if (place === undefined) return;
      const outcome = await residences.end({ resident, place }, on, audit);
      if (outcome === 'changed') return;
    }
    throw new Error('a record that changes all the time');
  }

  return {
    end: async (id, on, audit) => {
      await endResidence(id, on, audit);
      await passes.withdrawAll(id, audit);
    },
  };
}
