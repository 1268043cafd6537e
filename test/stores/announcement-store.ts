import { describe, expect, it } from 'vitest';
import type { AnnouncementRecord } from '../../functions/announcements/announcement.ts';
import type { AnnouncementPorts } from '../../functions/announcements/index.ts';
import { announcementIdFrom, compoundIdOf, type HouseId } from '../../shared/ids.ts';
import { FACTS } from '../support/facts.ts';
import { NOON } from '../support/fixed-clock.ts';

let compounds = 700;
const HOUR = 3_600_000;

/** What every store of announcements and of who opened them promises. */
export function announcementStoreSuite(open: () => AnnouncementPorts): void {
  let made = 0;
  const recordAt = (number: number, changed: Partial<AnnouncementRecord> = {}) => {
    const board = compoundIdOf(number);
    const mac = new Uint8Array(10).fill(++made);
    const record: AnnouncementRecord = {
      announcementId: announcementIdFrom(board, mac),
      place: board,
      placeName: '锦苑小区',
      within: [board],
      zh: { title: '停水', body: '明天停水。' },
      urgent: false,
      signedBy: { office: 'property', name: '锦苑物业' },
      isCorrection: false,
      from: NOON,
      until: NOON + HOUR,
      publishedAt: NOON,
      content: 'x',
      version: 1,
      ...changed,
    };
    return record;
  };
  const withdrawn = (before: AnnouncementRecord, at: number) => ({
    before,
    after: { ...before, withdrawnAt: at, version: before.version + 1 },
  });

  describe('a store of announcements', () => {
    it('keeps one by its id and on its board, and no other board’s', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const record = recordAt(number);
      expect(await announcements.publish(record, { audit: FACTS })).toBe('published');
      expect(await announcements.findAnnouncement(record.announcementId)).toEqual(record);
      expect(await announcements.listCurrent(compoundIdOf(number), NOON)).toEqual([record]);
      expect(await announcements.listCurrent(compoundIdOf(number + 1_000), NOON)).toEqual([]);
    });

    it('puts one up once: of several at the same moment one', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const record = recordAt(number, { urgent: true });
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map(() => announcements.publish(record, { audit: FACTS })),
      );
      expect(outcomes.sort()).toEqual(['exists', 'exists', 'exists', 'published']);
      expect(await announcements.listCurrent(compoundIdOf(number), NOON)).toHaveLength(1);
    });

    it('lists it until the moment of its end, and as over from then on', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const board = compoundIdOf(number);
      const record = recordAt(number);
      await announcements.publish(record, { audit: FACTS });
      const over = (nowMs: number) => announcements.listPast(board, { nowMs, most: 9 });
      const last = record.until - 1;
      expect([
        (await announcements.listCurrent(board, last)).length,
        (await over(last)).length,
        (await announcements.listCurrent(board, record.until)).length,
        (await over(record.until)).length,
      ]).toEqual([1, 0, 0, 1]);
    });

    it('changes one as it was seen: of two who saw the same, one', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const board = compoundIdOf(number);
      const before = recordAt(number, { urgent: true });
      await announcements.publish(before, { audit: FACTS });
      const later = { before, after: { ...before, until: NOON + 2 * HOUR, version: 2 } };
      const down = withdrawn(before, NOON + 1);
      const outcomes = await Promise.all(
        [later, down].map((change) => announcements.replace(change, FACTS)),
      );
      expect(outcomes.sort()).toEqual(['changed', 'conflict']);
      const stood = await announcements.findAnnouncement(before.announcementId);
      const current = await announcements.listCurrent(board, NOON + 2);
      expect(current).toEqual(stood?.withdrawnAt === undefined ? [stood] : []);
    });

    it('withdraws what is corrected as the correction comes, or neither', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const board = compoundIdOf(number);
      const before = recordAt(number);
      await announcements.publish(before, { audit: FACTS });
      const stale = withdrawn({ ...before, version: 5 }, NOON + 1);
      const right = recordAt(number, { isCorrection: true });
      const by = { audit: FACTS, corrected: stale };
      expect(await announcements.publish(right, by)).toBe('conflict');
      expect(await announcements.listCurrent(board, NOON + 2)).toEqual([before]);
      const corrected = withdrawn(before, NOON + 1);
      expect(await announcements.publish(right, { audit: FACTS, corrected })).toBe('published');
      expect(await announcements.listCurrent(board, NOON + 2)).toEqual([right]);
    });

    it('turns the pages of what is over, the latest first', async () => {
      const [{ announcements }, number] = [open(), ++compounds];
      const board = compoundIdOf(number);
      const records = [1, 2, 3].map((at) => recordAt(number, { until: NOON + at * HOUR }));
      for (const record of records) await announcements.publish(record, { audit: FACTS });
      const nowMs = NOON + 9 * HOUR;
      const first = await announcements.listPast(board, { nowMs, most: 2 });
      expect(first).toEqual([records[2], records[1]]);
      const { until: endedAt, announcementId } = first.at(-1) ?? recordAt(number);
      const after = { endedAt, announcementId };
      expect(await announcements.listPast(board, { nowMs, most: 2, after })).toEqual([records[0]]);
    });
  });

  describe('a store of who opened an announcement', () => {
    it('counts a house once and by building, and finds it among others', async () => {
      const [{ receipts }, number] = [open(), ++compounds];
      const { announcementId } = recordAt(number);
      const houseOf = (at: number): HouseId => `hou_${number}_000000000000000${at}`;
      const seen = (at: number, building: number) => ({ houseId: houseOf(at), building });
      const at = { now: NOON, keptUntil: NOON + HOUR };
      await Promise.all(
        [seen(1, 3), seen(1, 3), seen(2, 3), seen(3, 12)].map((one) =>
          receipts.recordSeen(announcementId, one, at),
        ),
      );
      const counts = await receipts.countSeen(compoundIdOf(number), announcementId);
      expect([...counts].sort()).toEqual([
        [12, 1],
        [3, 2],
      ]);
      const among = await receipts.seenAmong(announcementId, [seen(1, 3), seen(4, 3)]);
      expect([...among]).toEqual([houseOf(1)]);
      expect(await receipts.seenAmong(announcementId, [])).toEqual(new Set());
    });
  });
}
