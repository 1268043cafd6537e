import { describe, expect, it } from 'vitest';
import { escalationsDue, nextEscalation } from '../../../shared/emergency/alert-lifecycle.ts';

const MINUTE_MS = 60_000;
const AT = Date.UTC(2035, 10, 13, 4);
const raised = { state: 'new', at: AT, level: 'duty' } as const;
const minute = (minutes: number) => AT + minutes * MINUTE_MS;

describe('an alert that nobody acknowledges', () => {
  it('goes to the community after five minutes and to the street after fifteen, each once', () => {
    expect(escalationsDue(raised, minute(5) - 1)).toEqual([]);
    expect(escalationsDue(raised, minute(5))).toEqual(['community']);
    const atCommunity = { ...raised, level: 'community' } as const;
    expect(escalationsDue(atCommunity, minute(15) - 1)).toEqual([]);
    expect(escalationsDue(atCommunity, minute(15))).toEqual(['street']);
    expect(escalationsDue({ ...raised, level: 'street' }, minute(60))).toEqual([]);
  });

  it('reaches everybody whom a clock has missed, the nearest first', () => {
    expect(escalationsDue(raised, minute(60))).toEqual(['community', 'street']);
  });

  it('says when it goes on', () => {
    expect(nextEscalation(raised)).toEqual({ level: 'community', at: minute(5) });
    expect(nextEscalation({ ...raised, level: 'street' })).toBeUndefined();
  });
});

describe('an alert that somebody has acknowledged', () => {
  it('goes to nobody else', () => {
    const acknowledged = { ...raised, state: 'acknowledged' } as const;
    expect(escalationsDue(acknowledged, minute(60))).toEqual([]);
    expect(nextEscalation(acknowledged)).toBeUndefined();
  });
});
