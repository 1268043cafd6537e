import { describe, expect, it } from 'vitest';
import { REQUEST_STATES } from '../../../../shared/desk/request-lifecycle.ts';
import { answerWords } from '../../../../web/resident/requests/answer-words.ts';
import { dueWords, lengthWords } from '../../../../web/resident/requests/due-words.ts';
import { inOrder, type Line } from '../../../../web/resident/requests/own-requests.ts';
import { stepsNow } from '../../../../web/resident/requests/own-steps.ts';

/** Friday, 27 November 2026, 13:00 in Shanghai. */
const NOW = Date.UTC(2026, 10, 27, 5);
const HOUR = 3_600_000;

describe('when something is due', () => {
  const due = (hours: number, state: Line['state'] = 'new') =>
    dueWords({ state, dueAt: NOW + hours * HOUR }, NOW);

  it('is said as people say it', () => {
    expect(due(5)).toBe('今天 18:00 前');
    expect(due(11)).toBe('明天 00:00 前');
    expect(due(29)).toBe('明天 18:00 前');
    expect(due(53)).toBe('11月29日 18:00 前');
  });

  it('is said to have been, once it is late', () => {
    expect(due(-1)).toBe('晚了，本应今天 12:00 前办好');
  });

  it('is not said where no time runs', () => {
    for (const state of [
      'paused',
      'done',
      'rated',
      'called_back',
      'closed',
      'cancelled',
    ] as const) {
      expect(due(5, state)).toBeUndefined();
    }
  });

  it('is told beforehand by how long it takes', () => {
    expect([15, 60, 90, 120, 1_440, 2_880, 4_320].map(lengthWords)).toEqual([
      '15 分钟',
      '1 小时',
      '90 分钟',
      '2 小时',
      '24 小时',
      '2 天',
      '3 天',
    ]);
  });
});

describe('an answer', () => {
  it('is read again as it was meant', () => {
    expect(answerWords('time', '2026-11-28T18:30')).toBe('11月28日 18:30');
    expect(answerWords('amount', '35.50')).toBe('35.50 元');
    expect(answerWords('text', '35.50')).toBe('35.50');
    expect(answerWords('time', '2026-11-28')).toBe('11月28日');
    expect(answerWords('time', '周末')).toBe('周末');
  });
});

describe('the list', () => {
  const line = (n: number, state: Line['state'], dueAt: number): Line => ({
    requestId: `req_1_000000000${n}`,
    typeId: 'repair',
    typeName: '报修',
    state,
    at: NOW - n * HOUR,
    dueAt,
    version: 1,
  });
  const ids = (lines: readonly Line[]) =>
    lines.map(({ requestId }) => requestId.slice(-1)).join('');

  it('has the first due first, then what waits for a rating, then what is over, the latest first', () => {
    const { open, over } = inOrder([
      line(1, 'closed', NOW),
      line(2, 'done', NOW - HOUR),
      line(3, 'new', NOW + 2 * HOUR),
      line(4, 'in_progress', NOW + HOUR),
      line(5, 'cancelled', NOW),
    ]);
    expect([ids(open), ids(over)]).toEqual(['432', '15']);
  });
});

describe('what one can do with a request', () => {
  it('is what the table allows, and nothing once it is closed for good', () => {
    expect(stepsNow({ state: 'new', canReopen: false })).toEqual(['note', 'cancel']);
    expect(stepsNow({ state: 'in_progress', canReopen: false })).toEqual(['note']);
    expect(stepsNow({ state: 'done', canReopen: true })).toEqual(['rate', 'reopen', 'note']);
    expect(stepsNow({ state: 'closed', canReopen: true })).toEqual(['reopen']);
    expect(stepsNow({ state: 'closed', canReopen: false })).toEqual([]);
    expect(stepsNow({ state: 'cancelled', canReopen: false })).toEqual([]);
  });

  it('is never a rating of what is not done', () => {
    const ratable = REQUEST_STATES.filter((state) =>
      stepsNow({ state, canReopen: false }).includes('rate'),
    );
    expect(ratable).toEqual(['done']);
  });
});
