import { expect, vi } from 'vitest';
import { PHONES } from '../../../support/street.ts';
import { itemsOf } from '../../../support/table-items.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

const SOON_MS = 30_000;
const HOUR_MS = 3_600_000;

/** Whoever publishes waits for nobody's phone: the clock puts it into outboxes, the stream sends it. */
export async function anUrgentAnnouncementIsTold({ deployed, house, stack }: Cloud): Promise<void> {
  const { table, aws } = deployed;
  const title = '停水抢修';
  const published = await house.call(
    'manager',
    'POST',
    '/api/v1/manager/places/cmp_1/announcements',
    {
      cookie: await house.staffCookie('property_manager'),
      body: {
        key: '00000000deployed',
        zh: { title, body: '主管爆裂，正在抢修。' },
        urgent: true,
        until: Date.now() + HOUR_MS,
      },
    },
  );
  expect([published.status, published.code]).toEqual([200, undefined]);
  const { announcementId } = Object(published.body);
  const left = async () =>
    (await itemsOf(table)).filter(
      (item) => item.pk === 'urgent-announcements' && item.announcementId === announcementId,
    ).length;
  const sent = () =>
    aws.messages.filter(({ text, phone }) => text.includes(title) && phone.endsWith(PHONES.father));
  expect([await left(), sent()]).toEqual([1, []]);
  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'tell-announcements');
  await invoke(deployed, name, event);
  await vi.waitFor(() => expect(sent()).toHaveLength(1), SOON_MS);
  expect(await left()).toBe(0);
  await invoke(deployed, name, event);
  expect(sent()).toHaveLength(1);
}
