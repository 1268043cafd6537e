import type { CompoundId } from '../../shared/ids.ts';
import type { Sending } from './delivery.ts';
import { personText } from './person.ts';

export const timeText = (at: number): string => new Date(at).toISOString();
export const TIME_LENGTH = timeText(0).length;

/** What names a message on its way to a phone. */
export type Named = Pick<Sending, 'compoundId' | 'person' | 'digest' | 'channel'>;
const nameOf = ({ person, digest, channel }: Named) => `${personText(person)}#${digest}#${channel}`;

export const sendingPartition = (compound: CompoundId): string => `${compound}#to-send`;
export const sendingKey = (sending: Named, due: number) => ({
  pk: sendingPartition(sending.compoundId),
  sk: `${timeText(due)}#${nameOf(sending)}`,
});
export const UNDELIVERED = 'undelivered#';
export const undeliveredKey = (compound: CompoundId, id: string) => ({
  pk: compound,
  sk: `${UNDELIVERED}${id}`,
});
export const undeliveredId = (sending: Named, at: number) => `${timeText(at)}#${nameOf(sending)}`;
