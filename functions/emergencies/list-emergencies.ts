import { CommunityId, CompoundId, type PlaceId, StreetId } from '../../shared/ids.ts';
import type { Emergencies, Emergency, EmergencyPlace } from '../../shared/messages/emergencies.ts';
import type { CompoundStore, Lineages } from '../compounds/index.ts';
import { mayAct, type StaffActor } from '../platform/actor.ts';
import type { Decision, StoredEmergency } from './emergency.ts';
import {
  decideByOf,
  destroyFrom,
  isEndUnconfirmed,
  renewalAsked,
  renewalStateAt,
  stateAt,
} from './emergency-state.ts';
import type { EmergencyStore } from './emergency-store.ts';
import { coversAll, type Entries, grantOver } from './reach.ts';

export type ListEmergenciesPorts = {
  readonly emergencies: Pick<EmergencyStore, 'list'>;
  readonly lineages: Lineages;
  readonly compounds: Pick<CompoundStore, 'listCompounds'>;
};

type Asked = { readonly actor: StaffActor; readonly entries: Entries; readonly now: number };
type NameOf = (place: PlaceId) => Promise<string>;

const by = ({ office, at }: Decision) => ({ office, at });
const shownDocument = ({
  number,
  authority,
  level,
  issuedOn,
  until,
}: StoredEmergency['document']) => ({
  number,
  authority,
  level,
  issuedOn,
  until,
});

/** What whoever asks may do with it: to decide, they have to be of another office than who declared. */
function mayOf(emergency: StoredEmergency, { actor, entries, now }: Asked): Emergency['may'] {
  const { scope, ended } = emergency;
  const over = (action: 'emergency.end') =>
    grantOver(actor, action, { scope, entries, now }) !== undefined;
  const state = stateAt(emergency, now);
  const isOpen = state === 'open';
  const asked =
    state === 'declared' ? emergency : isOpen ? renewalAsked(emergency, now) : undefined;
  const decides =
    asked !== undefined &&
    asked.declared.by !== actor.staffId &&
    grantOver(actor, 'emergency.decide', { scope, entries, now, not: asked.declared.office }) !==
      undefined;
  return {
    decide: decides,
    renew:
      isOpen &&
      asked === undefined &&
      coversAll(actor, 'emergency.declare', { scope, entries, now }),
    end: isOpen && over('emergency.end'),
    confirmEnd:
      ended !== undefined &&
      ended.by !== 'clock' &&
      ended.by.by !== actor.staffId &&
      isEndUnconfirmed(emergency, now) &&
      grantOver(actor, 'emergency.end', { scope, entries, now, not: ended.by.office }) !==
        undefined,
  };
}

const shownEnd = (
  { by: who, at, confirmed }: NonNullable<StoredEmergency['ended']>,
  from: number | undefined,
): NonNullable<Emergency['ended']> => ({
  at,
  by: who === 'clock' ? who : who.office,
  ...(confirmed === undefined ? {} : { confirmed: by(confirmed) }),
  ...(from === undefined ? {} : { destroyFrom: from }),
});

async function shown(emergency: StoredEmergency, asked: Asked, nameOf: NameOf): Promise<Emergency> {
  const { emergencyId, mode, event, measures, tripsPerDay, until, decided, ended, version } =
    emergency;
  const { now } = asked;
  const scope = emergency.scope.map(async (placeId) => ({ placeId, name: await nameOf(placeId) }));
  return {
    emergencyId,
    mode,
    state: stateAt(emergency, now),
    event,
    document: shownDocument(emergency.document),
    scope: await Promise.all(scope),
    measures,
    ...(tripsPerDay === undefined ? {} : { tripsPerDay }),
    until,
    compounds: emergency.compounds.length,
    feeds: emergency.feeds.map(({ name }) => name),
    values: [...emergency.rules.values]
      .sort((one, other) => one.severity - other.severity)
      .map(({ words }) => words),
    declared: by(emergency.declared),
    decideBy: decideByOf(emergency),
    ...(decided === undefined ? {} : { decided: by(decided) }),
    renewals: emergency.renewals.map((one) => {
      const outcome = one.decided ?? one.refused;
      return {
        document: shownDocument(one.document),
        until: one.until,
        declared: by(one.declared),
        state: renewalStateAt(one, now),
        ...(outcome === undefined ? {} : { decided: by(outcome) }),
      };
    }),
    ...(ended === undefined ? {} : { ended: shownEnd(ended, destroyFrom(emergency)) }),
    version,
    may: mayOf(emergency, asked),
  };
}

/** Streets, communities and compounds at which somebody may declare one, the widest first. */
async function placesFor(
  { actor, entries, now }: Asked,
  nameOf: NameOf,
): Promise<Emergencies['places']> {
  const may = (...within: PlaceId[]) => mayAct(actor, 'emergency.declare', within, now);
  const streets = new Set(entries.map(({ streetId }) => streetId).filter((one) => may(one)));
  const communities = new Set(
    entries
      .filter(({ streetId, communityId }) => may(streetId, communityId))
      .map(({ communityId }) => communityId),
  );
  const compounds = entries
    .filter(({ streetId, communityId, compoundId }) => may(streetId, communityId, compoundId))
    .map(({ compoundId }) => compoundId);
  const places: readonly EmergencyPlace[] = [...streets, ...communities, ...compounds];
  return Promise.all(
    places.map(async (placeId) => ({
      placeId,
      kind: kindOf(placeId),
      name: await nameOf(placeId),
    })),
  );
}

function kindOf(place: EmergencyPlace): 'street' | 'community' | 'compound' {
  if (StreetId.safeParse(place).success) return 'street';
  return CommunityId.safeParse(place).success ? 'community' : 'compound';
}

/** The emergencies that concern whoever asks, as they stand, and where they may declare one. */
export async function listEmergencies(
  { emergencies, lineages, compounds }: ListEmergenciesPorts,
  { actor, now }: { readonly actor: StaffActor; readonly now: number },
): Promise<Emergencies> {
  const entries = await compounds.listCompounds();
  const asked = { actor, entries, now };
  const names = new Map<PlaceId, Promise<string>>();
  const nameOf: NameOf = (place) => {
    const compound = CompoundId.safeParse(place).data;
    const known = entries.find(({ compoundId }) => compoundId === compound);
    if (known !== undefined) return Promise.resolve(known.name);
    const name =
      names.get(place) ??
      lineages.lineageOf(place).then((lineage) => lineage?.at(-1)?.name ?? place);
    names.set(place, name);
    return name;
  };
  const streets = [...new Set(entries.map(({ streetId }) => streetId))].filter(
    (street) => grantOver(actor, 'emergency.read', { ...asked, scope: [street] }) !== undefined,
  );
  const found = (await Promise.all(streets.map((street) => emergencies.list(street)))).flat();
  const concerning = found.filter(
    ({ scope }) => grantOver(actor, 'emergency.read', { ...asked, scope }) !== undefined,
  );
  return {
    emergencies: await Promise.all(concerning.map((one) => shown(one, asked, nameOf))),
    places: await placesFor(asked, nameOf),
  };
}
