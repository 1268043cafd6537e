import type { StatusRules } from './status-rules.ts';

const DAY_HOURS = 24;

/** Everything that asks for care; whoever is released or cleared is free of all of it. */
const OF_CARE = [
  'positive',
  'inconclusive',
  'symptoms',
  'returned_from_area',
  'close_contact',
  'isolation',
  'home_monitoring',
];

/**
 * Green, yellow and red: one set, from which an emergency starts unless it brings its own. Red takes
 * a laboratory or an order. What somebody says of themselves, or whom they met, makes yellow at most,
 * and no negative test ends red: a release does, or being sent home to be watched.
 */
export const FIRST_STATUS_RULES: StatusRules = {
  version: 1,
  values: [
    {
      value: 'green',
      words: { zh: '绿码', en: 'Green' },
      severity: 0,
      asks: false,
      alerts: false,
    },
    {
      value: 'yellow',
      words: { zh: '黄码', en: 'Yellow' },
      severity: 4,
      asks: true,
      alerts: false,
    },
    { value: 'red', words: { zh: '红码', en: 'Red' }, severity: 8, asks: true, alerts: true },
  ],
  rules: [
    {
      rule: 'positive',
      kind: 'test_result',
      finding: 'positive',
      value: 'red',
      lastsHours: 14 * DAY_HOURS,
      ends: [],
      because: { zh: '核酸检测结果为阳性', en: 'Your test was positive' },
    },
    {
      rule: 'inconclusive',
      kind: 'test_result',
      finding: 'inconclusive',
      value: 'yellow',
      lastsHours: 2 * DAY_HOURS,
      ends: [],
      because: {
        zh: '核酸检测结果无法判定，需要重新检测',
        en: 'Your test could not be read and has to be taken again',
      },
    },
    {
      rule: 'negative',
      kind: 'test_result',
      finding: 'negative',
      value: 'green',
      lastsHours: 2 * DAY_HOURS,
      ends: ['inconclusive', 'symptoms'],
      because: { zh: '核酸检测结果为阴性', en: 'Your test was negative' },
    },
    {
      rule: 'symptoms',
      kind: 'registration',
      finding: 'symptoms',
      value: 'yellow',
      lastsHours: 3 * DAY_HOURS,
      ends: [],
      asked: { zh: '有发热、咳嗽、咽痛等症状', en: 'A fever, a cough, a sore throat or the like' },
      because: {
        zh: '您在防疫登记中填报了发热等症状',
        en: 'You registered a fever or another symptom',
      },
    },
    {
      rule: 'returned_from_area',
      kind: 'registration',
      finding: 'returned_from_area',
      value: 'yellow',
      lastsHours: 7 * DAY_HOURS,
      ends: [],
      asked: { zh: '7 天内从风险地区回来', en: 'Back from an area at risk in the last 7 days' },
      because: {
        zh: '您在防疫登记中填报了从风险地区返回',
        en: 'You registered that you came back from an area at risk',
      },
    },
    {
      rule: 'nothing_to_report',
      kind: 'registration',
      finding: 'nothing_to_report',
      value: 'green',
      lastsHours: DAY_HOURS,
      ends: [],
      asked: { zh: '没有要报告的情况', en: 'Nothing to report' },
      because: {
        zh: '您在防疫登记中填报：没有要报告的情况',
        en: 'You registered that there is nothing to report',
      },
    },
    {
      rule: 'close_contact',
      kind: 'exposure',
      finding: 'close_contact',
      value: 'yellow',
      lastsHours: 7 * DAY_HOURS,
      ends: [],
      because: {
        zh: '经核实，您是确诊人员的密切接触者',
        en: 'It was confirmed that you were in close contact with somebody who is infected',
      },
    },
    {
      rule: 'isolation',
      kind: 'isolation_order',
      finding: 'isolation',
      value: 'red',
      lastsHours: 14 * DAY_HOURS,
      ends: [],
      because: {
        zh: '卫生健康部门对您作出了隔离医学观察决定',
        en: 'The health office ordered your isolation',
      },
    },
    {
      rule: 'home_monitoring',
      kind: 'isolation_order',
      finding: 'home_monitoring',
      value: 'yellow',
      lastsHours: 7 * DAY_HOURS,
      // Who is sent home to be watched is isolated no more.
      ends: ['positive', 'isolation'],
      because: {
        zh: '卫生健康部门安排您居家健康监测',
        en: 'The health office asked you to watch your health at home',
      },
    },
    {
      rule: 'released',
      kind: 'isolation_order',
      finding: 'released',
      value: 'green',
      lastsHours: 7 * DAY_HOURS,
      ends: OF_CARE,
      because: {
        zh: '卫生健康部门已解除对您的隔离或健康监测',
        en: 'The health office ended your isolation or monitoring',
      },
    },
    {
      rule: 'cleared',
      kind: 'correction',
      finding: 'cleared',
      value: 'green',
      lastsHours: 7 * DAY_HOURS,
      ends: OF_CARE,
      because: { zh: '经核实，此前的记录已更正', en: 'Your record was checked and corrected' },
    },
  ],
};
