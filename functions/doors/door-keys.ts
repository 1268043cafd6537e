import { compoundOf, type GateId } from '../../shared/ids.ts';
import type { AlarmName } from './door-store.ts';

/** Every key of this feature. */
export const DOOR_PREFIX = 'door#';
export const doorKey = (gate: GateId) => ({ pk: compoundOf(gate), sk: `${DOOR_PREFIX}${gate}` });

export const STANDING_PREFIX = 'door-standing#';
export const standingKey = (gate: GateId) => ({
  pk: compoundOf(gate),
  sk: `${STANDING_PREFIX}${gate}`,
});

/** Openings and alarms of one gate: a busy door crowds nobody else's records. */
export const doorPartition = (gate: GateId): string => `${compoundOf(gate)}#${gate}#door`;
export const exchangeKey = (gate: GateId, ask: string) => ({
  pk: doorPartition(gate),
  sk: `exchange#${Buffer.from(ask, 'base64url').toString('hex')}`,
});
export const ALARM_PREFIX = 'alarm#';
export const alarmKey = ({ gateId, alarm, since }: AlarmName) => ({
  pk: doorPartition(gateId),
  sk: `${ALARM_PREFIX}${new Date(since).toISOString()}#${alarm}`,
});
