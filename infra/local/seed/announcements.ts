import { createHash } from 'node:crypto';
import { createAnnouncements } from '../../../functions/announcements/index.ts';
import type { CompoundPlan } from '../../../functions/compounds/index.ts';
import { createDirectoryStore } from '../../../functions/directory/index.ts';
import { operatorFacts } from '../../../functions/platform/audit.ts';
import type { Table } from '../../../functions/platform/table.ts';
import type { HelpEntry } from '../../../shared/directory/help-directory.ts';
import {
  announcementIdFrom,
  buildingIdOf,
  compoundNumberOf,
  gridIdOf,
  type PlaceId,
} from '../../../shared/ids.ts';
import type { AnnouncementPlace } from '../../../shared/messages/announcements.ts';
import type { Office } from '../../../shared/roles.ts';
import { COMMUNITIES, STREET } from './places.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Text = { readonly title: string; readonly body: string };
type Sketch = {
  readonly place: AnnouncementPlace;
  readonly placeName: string;
  /** The board first, as a verb writes it. */
  readonly within: readonly [Parameters<typeof announcementIdFrom>[0], ...PlaceId[]];
  readonly office: Office;
  readonly signedBy: string;
  readonly zh: Text;
  readonly en?: Text;
  /** Days from now on which it begins to show and is over. */
  readonly days: readonly [number, number];
};

const shortOf = (name: string): string => name.replace(/小区$/u, '');

function ofStreet(): Sketch[] {
  const { streetId, name } = STREET;
  return [
    {
      place: streetId,
      placeName: name,
      within: [streetId],
      office: 'street',
      signedBy: `${name}办事处`,
      zh: {
        title: '冬季用电用气安全提示',
        body: '电暖器不要靠近床铺和窗帘，出门前关好燃气阀门。\n电动自行车请到充电棚充电，不要推进楼道和电梯。\n燃气报修见“求助电话”。',
      },
      days: [-3, 57],
    },
    ...COMMUNITIES.map(
      ({ communityId, name: community }): Sketch => ({
        place: communityId,
        placeName: community,
        within: [communityId, streetId],
        office: 'community',
        signedBy: community,
        zh: {
          title: '65 岁以上老人免费体检',
          body: '本月每周二、周四上午 8:00 至 11:00，社区卫生服务站。\n请带身份证，空腹。行动不便的，请打社区电话约上门。',
        },
        en: {
          title: 'Free check-ups for those over 65',
          body: 'Tuesdays and Thursdays, 8:00 to 11:00, at the community health station. Bring your ID card and come without breakfast. If you cannot come, call the community and somebody visits you.',
        },
        days: [-1, 29],
      }),
    ),
  ];
}

function ofCompound({ compound, buildings }: CompoundPlan): Sketch[] {
  const { compoundId, communityId, streetId, name, buildingWord } = compound;
  const number = compoundNumberOf(compoundId);
  const around: PlaceId[] = [streetId, communityId];
  const property = { office: 'property', signedBy: `${shortOf(name)}物业` } as const;
  const [building] = buildings.filter((one) => one.number === 3);
  return [
    {
      ...property,
      place: compoundId,
      placeName: name,
      within: [compoundId, ...around],
      zh: {
        title: '水箱清洗，停水半天',
        body: '后天 8:30 至 12:00 清洗二次供水水箱，全小区停水，请提前储水。\n恢复供水后先放一分钟再用。',
      },
      en: {
        title: 'Water off for half a day',
        body: 'The water tank is cleaned the day after tomorrow, 8:30 to 12:00. Please store some water. Let it run for a minute before you use it again.',
      },
      days: [0, 3],
    },
    {
      ...property,
      place: compoundId,
      placeName: name,
      within: [compoundId, ...around],
      zh: {
        title: '门前积雪清扫安排',
        body: '下雪天 6:00 起先扫单元门口和坡道，车行道随后。扫雪工具放在物业门口，可以自取。',
      },
      days: [5, 65],
    },
    ...(building === undefined
      ? []
      : [
          {
            ...property,
            place: buildingIdOf(number, building.number),
            placeName: `${building.number}${buildingWord}`,
            within: [
              compoundId,
              ...around,
              gridIdOf(number, building.grid),
              buildingIdOf(number, building.number),
            ] as const,
            zh: {
              title: '电梯年检',
              body: '本周六 9:00 至 12:00 停梯检验。\n需要帮忙上下楼的，请提前打物业电话。',
            },
            days: [0, 6] as const,
          },
        ]),
  ];
}

const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WEEKDAYS, 6, 7];
const at = (hour: number, minute = 0): number => hour * 60 + minute;

/** Numbers of offices that belong to nobody: 0571-8000xxxx. */
function helpFor(name: string, compound: number): HelpEntry[] {
  const phone = (last: number): string => `0571-8000${compound}${String(last).padStart(3, '0')}`;
  return [
    {
      need: 'property',
      name: `${shortOf(name)}物业服务中心`,
      nameEn: 'Property office',
      phone: phone(1),
      hours: [{ days: EVERY_DAY, from: at(8), to: at(20) }],
      place: '1 幢一楼',
    },
    { need: 'property', name: '物业夜间值班', nameEn: 'Property office at night', phone: phone(2) },
    {
      need: 'community',
      name: '社区服务站',
      nameEn: 'Community station',
      phone: phone(3),
      hours: [{ days: WEEKDAYS, from: at(8, 30), to: at(17, 30) }],
    },
    {
      need: 'medical',
      name: '社区卫生服务站',
      nameEn: 'Community clinic',
      phone: phone(4),
      hours: [
        { days: WEEKDAYS, from: at(8), to: at(17) },
        { days: [6], from: at(8), to: at(12) },
      ],
    },
    { need: 'water_power_gas', name: '供水报修', nameEn: 'Water', phone: phone(5) },
    { need: 'water_power_gas', name: '供电报修', nameEn: 'Electricity', phone: '95598' },
    { need: 'water_power_gas', name: '燃气抢修', nameEn: 'Gas', phone: phone(6) },
    { need: 'lift', name: '电梯困人应急', nameEn: 'Stuck in the lift', phone: '96333' },
    { need: 'lock', name: '开锁（公安备案）', nameEn: 'Locksmith', phone: phone(7) },
    {
      need: 'elder_meals',
      name: '社区食堂订餐',
      nameEn: 'Meals for elders',
      phone: phone(8),
      hours: [{ days: EVERY_DAY, from: at(7), to: at(18) }],
    },
  ];
}

/** What is made known in a demo, and whom its people call: relative to the day it is written. */
export async function seedAnnouncements(
  table: Table,
  compounds: readonly CompoundPlan[],
  now: number,
): Promise<void> {
  const { announcements } = createAnnouncements(table);
  const directories = createDirectoryStore(table);
  const facts = (action: string) => operatorFacts(action, 'announcement', now);
  const sketches = [...ofStreet(), ...compounds.flatMap(ofCompound)];
  for (const { within, days, office, signedBy, en, ...said } of sketches) {
    const [board] = within;
    const mac = createHash('sha256').update(`${board} ${said.place} ${said.zh.title}`).digest();
    const [from, until] = days.map((day) => now + day * DAY_MS);
    await announcements.publish(
      {
        ...said,
        ...(en === undefined ? {} : { en }),
        announcementId: announcementIdFrom(board, mac),
        within: [...within],
        urgent: false,
        signedBy: { office, name: signedBy },
        isCorrection: false,
        from: from ?? now,
        until: until ?? now + DAY_MS,
        publishedAt: now,
        content: '',
        version: 1,
      },
      { audit: facts('announcement.publish') },
    );
  }
  for (const { compound } of compounds) {
    const entries = helpFor(compound.name, compoundNumberOf(compound.compoundId));
    const change = { seen: 0, audit: facts('directory.edit') };
    await directories.recordDirectory(compound.compoundId, entries, change);
  }
}
