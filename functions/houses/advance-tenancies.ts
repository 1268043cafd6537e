import { type AccountId, type CompoundId, compoundOf } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import type { CompoundStore } from '../compounds/index.ts';
import { type NotifyPorts, notify } from '../notifications/index.ts';
import type { TenancyPasses } from '../passes/index.ts';
import { systemFacts } from '../platform/audit.ts';
import type { ResidentStore } from '../residents/index.ts';
import { dueAfter, type StoredTenancy, stepOn } from './tenancy.ts';
import type { TenancyStore } from './tenancy-store.ts';

export type AdvanceTenanciesPorts = {
  readonly tenancies: TenancyStore;
  readonly residents: Pick<ResidentStore, 'findResidents' | 'noteTenancy'>;
  readonly passes: TenancyPasses;
  readonly compounds: Pick<CompoundStore, 'findCompound'>;
  /** Absent in a run at night, when nobody is told anything. */
  readonly telling?: NotifyPorts;
};

/** More steps than a tenancy has on one day are a fault. */
const MOST_STEPS = 3;

/**
 * Brings a compound's tenancies to this day: tells who is to be told, makes the passes of those
 * whose tenancy is over ask, lets go of those that run again. Each step is repeated where it was
 * broken off, and none is done twice.
 */
export async function advanceTenancies(
  ports: AdvanceTenanciesPorts,
  compound: CompoundId,
  now: number,
): Promise<void> {
  for (const due of await ports.tenancies.listDueTenancies(compound, shanghaiDay(now))) {
    const tenancy = await ports.tenancies.findTenancy(due.houseId, due.tenancyId);
    if (tenancy?.due === due.day) await advanceTenancy(ports, tenancy, now);
    else await ports.tenancies.dropDue(due);
  }
}

/** One tenancy, as it was read: whoever changes it meanwhile is brought to this day by themselves. */
export async function advanceTenancy(
  ports: AdvanceTenanciesPorts,
  read: StoredTenancy,
  now: number,
): Promise<void> {
  const today = shanghaiDay(now);
  let tenancy = read;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const step = stepOn(tenancy, today);
    if (step?.do === 'tell' && ports.telling === undefined) return;
    const next =
      step === undefined
        ? tenancy
        : step.do === 'turn_over'
          ? await turnOver(ports, tenancy, now)
          : step.do === 'let_go'
            ? await letGo(ports, tenancy, now)
            : await tellOf(ports, tenancy, { ...step, now });
    const { due: _, ...kept } = next;
    const due = dueAfter(next, today);
    if (step === undefined && due === tenancy.due) return;
    const after: StoredTenancy = {
      ...kept,
      ...(due === undefined ? {} : { due }),
      version: tenancy.version + 1,
      audit: systemFacts('tenancy.advance', now),
    };
    const outcome = await ports.tenancies.changeTenancy(tenancy, after);
    if (outcome !== 'recorded') return;
    tenancy = after;
  }
}

/** The register first, so that a pass that is asked for meanwhile asks as well; then the passes. */
async function turnOver(
  { residents, passes }: AdvanceTenanciesPorts,
  tenancy: StoredTenancy,
  now: number,
): Promise<StoredTenancy> {
  for (const tenant of tenancy.tenants) {
    await residents.noteTenancy(tenant, { over: true }, systemFacts('tenancy.advance', now));
    await passes.makeAsk(tenant, now);
  }
  return { ...tenancy, state: 'over', asks: true };
}

async function letGo(
  { residents, passes }: AdvanceTenanciesPorts,
  tenancy: StoredTenancy,
  now: number,
): Promise<StoredTenancy> {
  const { leftAsking = [], ...kept } = tenancy;
  for (const tenant of [...tenancy.tenants, ...leftAsking]) {
    await residents.noteTenancy(tenant, { over: false }, systemFacts('tenancy.advance', now));
    await passes.letGo(tenant, now);
  }
  return { ...kept, asks: false };
}

type Telling = { readonly days: number; readonly daysLeft: number; readonly now: number };

async function tellOf(
  { residents, compounds, telling }: AdvanceTenanciesPorts,
  tenancy: StoredTenancy,
  { days, daysLeft, now }: Telling,
): Promise<StoredTenancy> {
  const { tenancyId, tenants, landlord, to } = tenancy;
  const compoundId = compoundOf(tenancy.houseId);
  const compound = await compounds.findCompound(compoundId);
  const found = await residents.findResidents([
    ...tenants,
    ...(landlord.residentId === undefined ? [] : [landlord.residentId]),
  ]);
  const isLandlord = (id: string) => id === landlord.residentId;
  // A landlord's number may have changed in the register since.
  const lets =
    found.find(({ residentId }) => isLandlord(residentId))?.accountId ?? landlord.accountId;
  const rents = tenants.map(
    (tenant) => found.find(({ residentId }) => residentId === tenant)?.accountId,
  );
  const people: readonly (AccountId | undefined)[] = [...rents, lets];
  const key = `${tenancyId}#${to}#${days}`;
  const parameters = { compound: compound?.name ?? '', last: to, days: daysLeft };
  for (const account of new Set(people)) {
    if (account === undefined || telling === undefined) continue;
    await notify(telling, {
      compoundId,
      key,
      to: { account },
      template: 'tenancy_ending',
      parameters,
      urgency: 'normal',
      at: now,
    });
  }
  const unreached = people.filter((account) => account === undefined).length;
  const told = [...tenancy.told, { days, at: now, people: people.length, unreached }];
  return { ...tenancy, told };
}
