import { describe, expect, it } from 'vitest';
import type { RequestRow } from '../../../../shared/messages/requests.ts';
import { groupsOf, isMeant } from '../../../../web/manager/requests/board-groups.ts';
import { dueWords, isLate } from '../../../../web/manager/requests/due-words.ts';

const HOUR = 3_600_000;
/** 2026-11-27 14:00 in Shanghai. */
const NOW = Date.parse('2026-11-27T14:00:00+08:00');

const row = (changed: Partial<RequestRow>): RequestRow => ({
  requestId: 'req_1_0000000000000001',
  typeId: 'repair',
  typeName: '报修',
  state: 'new',
  at: NOW - HOUR,
  dueAt: NOW + 3 * HOUR,
  version: 1,
  sensitive: false,
  building: '3幢',
  houseLabel: '3幢2单元501',
  openHandOvers: 0,
  ...changed,
});

describe('the board of requests', () => {
  it('says in words when something is due, how late it is, and nothing where no time runs', () => {
    expect(dueWords(row({}), NOW)).toBe('今天 17:00 前');
    expect(dueWords(row({ dueAt: NOW + 40 * 60_000 }), NOW)).toBe('今天 14:40 前，还剩 40 分钟');
    expect(dueWords(row({ dueAt: NOW - 2 * HOUR }), NOW)).toBe('已超时 2 小时');
    expect(dueWords(row({ dueAt: NOW - 72 * HOUR }), NOW)).toBe('已超时 3 天');
    const paused = row({ state: 'paused', dueAt: NOW - HOUR, pausedUntil: NOW + 20 * HOUR });
    expect(dueWords(paused, NOW)).toBe('暂停到 明天 10:00');
    expect([isLate(paused, NOW), isLate(row({ state: 'done', dueAt: 0 }), NOW)]).toEqual([
      false,
      false,
    ]);
    expect(dueWords(row({ state: 'done', dueAt: 0 }), NOW)).toBe('');
  });

  it('puts what is late first, and what is done last', () => {
    const rows = [
      row({ state: 'done', dueAt: NOW - HOUR }),
      row({ dueAt: NOW + 30 * HOUR }),
      row({ dueAt: NOW - HOUR }),
      row({ state: 'paused' }),
      row({}),
    ];
    expect(groupsOf(rows, 'deadline', NOW).map(({ name }) => name)).toEqual([
      '已超时',
      '今天到期',
      '明天到期',
      '已暂停',
      '已办完，待回访或结案',
    ]);
    expect(groupsOf(rows, 'state', NOW).map((group) => [group.id, group.rows.length])).toEqual([
      ['waiting', 3],
      ['paused', 1],
      ['finished', 1],
    ]);
  });

  it('finds a house as people type it, and never by what is sensitive', () => {
    for (const typed of ['3-2-501', '3幢2单元501', '3-2', '3幢', '报修', '']) {
      expect(isMeant(row({}), typed)).toBe(true);
    }
    for (const typed of ['3-2-50', '13', '2-501', '代开药']) {
      expect(isMeant(row({}), typed)).toBe(false);
    }
    const { houseLabel: _, ...sensitive } = row({ sensitive: true, building: '' });
    expect(isMeant(sensitive, '3-2-501')).toBe(false);
  });
});
