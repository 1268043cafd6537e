import type { Office } from '../roles.ts';
import type { Measure } from './measures.ts';

export type Words = { readonly zh: string; readonly en: string };

export const MEASURE_WORDS: Readonly<Record<Measure, Words>> = {
  single_entrance: { zh: '单一入口', en: 'one entrance' },
  no_visitors: { zh: '暂停访客', en: 'no visitors' },
  couriers_to_zone: { zh: '快递外卖送到指定区域', en: 'couriers leave things at a zone' },
  trip_quota: { zh: '外出次数', en: 'trips a household' },
  registration: { zh: '防疫登记', en: 'registering' },
  call_up: { zh: '力量下沉', en: 'helpers called up' },
  isolation_care: { zh: '隔离照护', en: 'care in isolation' },
  place_codes: { zh: '场所码', en: 'place codes' },
};

const OFFICE_WORDS: { readonly [O in Office]?: Words } = {
  street: { zh: '街道', en: 'the street' },
  community: { zh: '社区', en: 'the community' },
  health: { zh: '卫生健康部门', en: 'the health office' },
  police: { zh: '公安', en: 'the police' },
};

export const officeWords = (office: Office): Words =>
  OFFICE_WORDS[office] ?? { zh: '相关部门', en: 'another office' };
