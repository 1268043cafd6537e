import type { CompoundId, EmergencyId, StreetId } from '../../shared/ids.ts';
import { shanghaiDay } from '../../shared/time/shanghai.ts';
import { addDays, daysBetween } from '../../shared/time/shanghai-days.ts';

/**
 * Every partition in which an emergency keeps what it knows about people, and every key in them.
 * Whoever adds a partition adds it here: destruction walks this list and nothing else.
 */
export type Key = { readonly pk: string; readonly sk: string };

/** What lies in a compound, each in one partition. */
const IN_COMPOUND = [
  'due',
  'standing',
  'codes',
  'proposals',
  'calls',
  'appeals',
  'alerts',
  'digests',
  'told',
  'trips',
] as const;
/** What a feed sends is of the whole emergency: it lies under the street. */
const IN_STREET = ['batches', 'work'] as const;
export type HealthPart = (typeof IN_COMPOUND)[number];
export type FeedPart = (typeof IN_STREET)[number];

/** A batch writes ten thousand records in a minute: no one partition takes that. */
const SHARDS = [...'0123456789abcdef'];

const partition = (place: CompoundId | StreetId, emergency: EmergencyId, part: string): string =>
  `${place}#emergency#${emergency}#${part}`;

export const partOf = (compound: CompoundId, emergency: EmergencyId, part: HealthPart): string =>
  partition(compound, emergency, part);
export const feedPartOf = (street: StreetId, emergency: EmergencyId, part: FeedPart): string =>
  partition(street, emergency, part);

const recordPartition = (compound: CompoundId, emergency: EmergencyId, shard: string): string =>
  partition(compound, emergency, `record#${shard}`);
export const recordPartitions = (compound: CompoundId, emergency: EmergencyId): string[] =>
  SHARDS.map((shard) => recordPartition(compound, emergency, shard));

/** @param name keyed, of hexadecimal digits: its first one spreads the records */
export const recordKey = (compound: CompoundId, emergency: EmergencyId, name: string): Key => ({
  pk: recordPartition(compound, emergency, name.slice(0, 1)),
  sk: name,
});
const RECORD = /^(cmp_[1-9][0-9]*)#emergency#(emg_[0-9a-z_]+)#record#[0-9a-f]$/;
/** Where a record lies, by the partition of an item; undefined where it is something else. */
export function recordPlaceIn(
  pk: unknown,
): { readonly compound: string; readonly emergency: string } | undefined {
  const [, compound, emergency] = RECORD.exec(String(pk)) ?? [];
  return compound === undefined || emergency === undefined ? undefined : { compound, emergency };
}

/** What became another on a day in Shanghai. */
export const changedPartition = (
  compound: CompoundId,
  emergency: EmergencyId,
  day: string,
): string => partition(compound, emergency, `changed#${day}`);

/** Sorts by the time, and names what is meant. */
export const sortedBy = (unixMs: number, name: string): string =>
  `${new Date(unixMs).toISOString()}#${name}`;
/** Before everything of that moment. */
export const sortedFrom = (unixMs: number): string => new Date(unixMs).toISOString();
/** After everything of that moment. */
export const sortedUntil = (unixMs: number): string => `${new Date(unixMs).toISOString()}~`;

/** From its first moment to its last, as far as it is known: unix milliseconds. */
export type Span = {
  readonly emergencyId: EmergencyId;
  readonly since: number;
  readonly until: number;
};

/** Every day in Shanghai that an emergency touches. */
function daysOf({ since, until }: Span): string[] {
  const first = shanghaiDay(since);
  const count = Math.max(0, daysBetween(first, shanghaiDay(until)));
  return Array.from({ length: count + 1 }, (_, at) => addDays(first, at));
}

/**
 * Every partition of an emergency in one of its compounds, or under its street: nothing of it about
 * people lies anywhere else.
 */
export function partitionsOf(span: Span, place: CompoundId | StreetId): string[] {
  const { emergencyId: emergency } = span;
  if (isStreet(place)) return IN_STREET.map((part) => partition(place, emergency, part));
  return [
    ...recordPartitions(place, emergency),
    ...IN_COMPOUND.map((part) => partition(place, emergency, part)),
    ...daysOf(span).map((day) => changedPartition(place, emergency, day)),
  ];
}

const isStreet = (place: CompoundId | StreetId): place is StreetId => place.startsWith('str_');
