import type { NotificationContent } from '../messages/notifications.ts';
import { shanghaiMoment } from '../time/shanghai.ts';
import { isVisitType, VISIT_TYPE_WORDS } from '../visitors/visit-types.ts';

export type Language = 'zh' | 'en';

/** 11月14日 12:00, on Shanghai's clock. */
function timeOf(unixMs: number, language: Language): string {
  const [day = '', clock = ''] = shanghaiMoment(unixMs).split(' ');
  const [, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${month}月${date}日 ${clock}` : `${day} ${clock}`;
}

/** 11月14日, of a day in Shanghai. */
function dayOf(day: string, language: Language): string {
  const [, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${month}月${date}日` : day;
}

type TypeName = { readonly zh: string; readonly en?: string | undefined };
/** A sensitive request has no type here: it is a request and no more. */
function typeOf(type: TypeName | undefined, language: Language): string {
  if (language === 'zh') return `“${type?.zh ?? '诉求'}”`;
  return type === undefined ? 'request' : `${type.en ?? type.zh} request`;
}

/** Which of theirs it is about; nothing of a sensitive one, or of one that was told by an earlier release. */
const ofYours = (type: TypeName | undefined): string =>
  type === undefined ? '' : `您的${typeOf(type, 'zh')}`;
const forYours = (type: TypeName | undefined): string =>
  type === undefined ? '' : ` for your ${typeOf(type, 'en')}`;

const buildingOf = (place: string | undefined): string => place?.split('_')[2] ?? '';

type Alarm = Extract<NotificationContent, { template: 'door_alarm' }>['parameters']['alarm'];
const DOOR_ALARMS: Readonly<Record<Alarm, Readonly<Record<Language, string>>>> = {
  fire: { zh: '有火警信号，门已放开', en: 'reports fire and is free' },
  tamper: { zh: '的控制器被打开了', en: 'has its box open' },
  forced_open: { zh: '没有放行就被打开了', en: 'was opened while locked' },
  held_open: { zh: '一直开着没有关', en: 'is held open' },
  refused_attempts: { zh: '连续 5 次没有放行', en: 'refused five attempts in a row' },
  silent: { zh: '没有回应开门', en: 'did not answer a command to open' },
  offline: { zh: '断网了', en: 'is offline' },
};

type Step = Extract<NotificationContent, { template: 'request_step' }>['parameters']['step'];
const STEPS: Readonly<Record<Step, Readonly<Record<Language, string>>>> = {
  received: { zh: '已收到', en: 'has been received' },
  claimed: { zh: '有人接单了', en: 'has been taken on' },
  assigned: { zh: '已派人处理', en: 'has been given to somebody' },
  started: { zh: '开始处理了', en: 'is being worked on' },
  paused: { zh: '暂停了', en: 'is paused' },
  returned: { zh: '退回重新安排', en: 'is being arranged anew' },
  transferred: { zh: '换了人处理', en: 'was handed to somebody else' },
  done: { zh: '办完了，请看一下', en: 'is done; please have a look' },
  closed: { zh: '已结案', en: 'is closed' },
  cancelled: { zh: '已取消', en: 'is cancelled' },
  reopened: { zh: '重新打开了', en: 'is open again' },
};
const LEVELS = {
  building: { zh: '楼栋', en: 'building' },
  grid: { zh: '网格', en: 'grid' },
  compound: { zh: '小区', en: 'compound' },
  community: { zh: '社区', en: 'community' },
  street: { zh: '街道', en: 'street' },
} as const;

function zhOf(told: NotificationContent): string {
  switch (told.template) {
    case 'tenancy_ending': {
      const { compound, last, days } = told.parameters;
      const left = days === 0 ? '今天到期' : `还有 ${days} 天`;
      return `${compound}的租约到 ${last} 为止，${left}。续租或退租，请与对方商量后告诉物业。`;
    }
    case 'removal_announced': {
      const { compound, endsAt } = told.parameters;
      return `您在${compound}的居住登记将于 ${timeOf(endsAt, 'zh')} 按文书结束，通行码同时失效。有异议请在此之前联系物业。`;
    }
    case 'removed':
      return told.parameters.by === 'protection_order'
        ? `您在${told.parameters.compound}的居住登记已按人身安全保护令结束，通行码已失效。有异议请联系物业或法院。`
        : `您在${told.parameters.compound}的居住登记已按文书结束，通行码已失效。有异议请联系物业。`;
    case 'removal_taken_back':
      return `您在${told.parameters.compound}的居住登记照常有效，之前通知的迁出已撤回。`;
    case 'join_request_decided':
      return told.parameters.decision === 'approved'
        ? `您在${told.parameters.compound}的登记申请已同意，用这个号码登录即可。`
        : `您在${told.parameters.compound}的登记申请没有同意，请联系物业。`;
    case 'company_changed':
      return `${told.parameters.compound}的物业公司换了。通行码照常使用。`;
    case 'request_step': {
      const { type, step, until } = told.parameters;
      if (type === undefined) return '您的诉求有新进展。';
      const resumes = until === undefined ? '' : `，到 ${timeOf(until, 'zh')}`;
      return `您的${typeOf(type, 'zh')}${STEPS[step].zh}${resumes}。`;
    }
    case 'hand_over_to_confirm':
      return `${ofYours(told.parameters.type)}有一件交接的物品，请您确认。`;
    case 'advance_to_settle':
      return `${ofYours(told.parameters.type)}有一笔垫付的费用，请您核对结清。`;
    case 'rating_asked':
      return told.parameters.type === undefined
        ? '您的诉求有新进展。'
        : `您的${typeOf(told.parameters.type, 'zh')}办完了。办得怎么样？请评一评这次服务。`;
    case 'task_assigned': {
      const { type, place } = told.parameters;
      const where = place === undefined ? '' : `，在 ${buildingOf(place)} 号楼`;
      return `派给您一件${typeOf(type, 'zh')}${where}。`;
    }
    case 'request_reminder':
      return `${typeOf(told.parameters.type, 'zh')}快到期了：${timeOf(told.parameters.dueAt, 'zh')}。`;
    case 'request_escalated': {
      const { type, level, dueAt } = told.parameters;
      return `${typeOf(type, 'zh')}超过了时限（${timeOf(dueAt, 'zh')}），已报到${LEVELS[level].zh}。`;
    }
    case 'whistle_called':
      return `吹哨：请${told.parameters.department}在 ${timeOf(told.parameters.answerBy, 'zh')} 前回应。`;
    case 'whistle_awaited':
      return `吹哨：${told.parameters.department}说好的时间已过，请在 ${timeOf(told.parameters.answerBy, 'zh')} 前回应。`;
    case 'whistle_taken_back':
      return `吹哨已撤回，${told.parameters.department}不用再到场。`;
    case 'whistle_silent':
      return `吹哨后${told.parameters.department}没有按时回应。`;
    case 'rating_received':
      return `您办的一件${told.parameters.type === undefined ? '诉求' : typeOf(told.parameters.type, 'zh')}收到了评价。`;
    case 'visitor_arrived': {
      const { compound, type } = told.parameters;
      return `您邀请的${VISIT_TYPE_WORDS[type].zh}已进${compound}。`;
    }
    case 'visitor_second_phone':
      return `有人在另一部手机上打开了您发的邀请链接，要不要换到那部手机？请打开查看。`;
    case 'health_alert':
      return '有一条预警，请打开查看。';
    case 'health_digest': {
      const { day, changes, late } = told.parameters;
      const what = changes === 0 ? '没有变化' : `${changes} 条变化`;
      return `每日预警汇总 ${dayOf(day, 'zh')}：${what}。${late ? '本次晚到。' : ''}`;
    }
    case 'health_status_changed':
      return '您的健康状态有更新，请打开小区码查看。有异议可以申诉。';
    case 'health_call_due':
      return '有一位居民需要打电话告知，请打开查看。';
    case 'health_feed_stopped':
      return '有一批检测结果被自动拦下，需要没有参与过的单位审批。';
    case 'door_alarm':
      return `${told.parameters.gate}的门${DOOR_ALARMS[told.parameters.alarm].zh}，请去看一下。`;
    case 'gate_waits':
      return `${told.parameters.gate}没有人值守，有住户扫了码在等。30 秒内没人开门，门会自己开。`;
    case 'gate_opened_itself':
      return `${told.parameters.gate}刚才没有人应答，门为住户自己开了，请复核。`;
    case 'emergency_drill':
      return `【演练】${DRILL_ZH[told.parameters.of]}`;
    case 'announcement_urgent':
      return told.parameters.title === undefined
        ? '有一条紧急公告，请打开查看。'
        : `紧急公告：${told.parameters.title}`;
  }
}

const DRILL_ZH = {
  alert: '有一条预警，请打开查看并确认。',
  digest: '今天的预警汇总已生成，请打开查看。',
  call: '有一位样本人员需要打电话告知，请打开查看。',
  feed: '有一批检测结果被自动拦下，需要没有参与过的单位审批。',
} as const;
const DRILL_EN = {
  alert: 'there is an alert. Please open it and acknowledge it.',
  digest: 'this morning’s digest is there. Please open it.',
  call: 'a specimen has to be told by phone. Please open the page.',
  feed: 'a batch of results was stopped. An office that had no part in it has to decide.',
} as const;

function enOf(told: NotificationContent): string {
  switch (told.template) {
    case 'tenancy_ending': {
      const { compound, last, days } = told.parameters;
      return `The tenancy at ${compound} ends on ${last}, ${days} days left. Tell the property office whether it goes on.`;
    }
    case 'removal_announced': {
      const { compound, endsAt } = told.parameters;
      return `Your registration at ${compound} ends on ${timeOf(endsAt, 'en')} by a document, and your pass with it. If it is wrong, tell the property office before.`;
    }
    case 'removed':
      return told.parameters.by === 'protection_order'
        ? `Your registration at ${told.parameters.compound} has ended by a protection order. If it is wrong, ask the property office or the court.`
        : `Your registration at ${told.parameters.compound} has ended by a document. If it is wrong, ask the property office.`;
    case 'removal_taken_back':
      return `Your registration at ${told.parameters.compound} goes on; the removal was taken back.`;
    case 'join_request_decided':
      return told.parameters.decision === 'approved'
        ? `You are registered at ${told.parameters.compound}. Sign in with this number.`
        : `Your request to be registered at ${told.parameters.compound} was not approved. Please ask the property office.`;
    case 'company_changed':
      return `Another property company runs ${told.parameters.compound} now. Your pass works as before.`;
    case 'request_step': {
      const { type, step, until } = told.parameters;
      if (type === undefined) return 'There is news of your request.';
      const resumes = until === undefined ? '' : ` until ${timeOf(until, 'en')}`;
      return `Your ${typeOf(type, 'en')} ${STEPS[step].en}${resumes}.`;
    }
    case 'hand_over_to_confirm':
      return `Something was handed over${forYours(told.parameters.type)}. Please confirm it.`;
    case 'advance_to_settle':
      return `Money was advanced${forYours(told.parameters.type)}. Please check and settle it.`;
    case 'rating_asked':
      return told.parameters.type === undefined
        ? 'There is news of your request.'
        : `Your ${typeOf(told.parameters.type, 'en')} is done. How was it? Please rate the service.`;
    case 'task_assigned': {
      const { type, place } = told.parameters;
      const where = place === undefined ? '' : `, building ${buildingOf(place)}`;
      return `A ${typeOf(type, 'en')} is yours to do${where}.`;
    }
    case 'request_reminder':
      return `A ${typeOf(told.parameters.type, 'en')} is due soon: ${timeOf(told.parameters.dueAt, 'en')}.`;
    case 'request_escalated': {
      const { type, level, dueAt } = told.parameters;
      return `A ${typeOf(type, 'en')} is late (${timeOf(dueAt, 'en')}) and has come to the ${LEVELS[level].en}.`;
    }
    case 'whistle_called':
      return `${told.parameters.department} is called on to answer by ${timeOf(told.parameters.answerBy, 'en')}.`;
    case 'whistle_awaited':
      return `${told.parameters.department} has not come at the time that it named: please answer by ${timeOf(told.parameters.answerBy, 'en')}.`;
    case 'whistle_taken_back':
      return `The call on ${told.parameters.department} was taken back; it need not come.`;
    case 'whistle_silent':
      return `${told.parameters.department} was called on and has not answered in time.`;
    case 'rating_received':
      return `A ${typeOf(told.parameters.type, 'en')} that you did was rated.`;
    case 'visitor_arrived': {
      const { compound, type } = told.parameters;
      return `${VISIT_TYPE_WORDS[type].en} whom you invited has come to ${compound}.`;
    }
    case 'visitor_second_phone':
      return 'The link that you sent was opened on a second phone. Open the page to say whether it may be used there.';
    case 'health_alert':
      return 'There is an alert. Please open it.';
    case 'health_digest': {
      const { day, changes, late } = told.parameters;
      const what = changes === 0 ? 'no changes' : `${changes} changes`;
      return `Digest of ${dayOf(day, 'en')}: ${what}.${late ? ' It comes late.' : ''}`;
    }
    case 'health_status_changed':
      return 'Your health status has an update. Please open the page; you can appeal there.';
    case 'health_call_due':
      return 'A resident has to be told by phone. Please open the page.';
    case 'health_feed_stopped':
      return 'A batch of results was stopped. An office that had no part in it has to decide.';
    case 'door_alarm':
      return `The door at ${told.parameters.gate} ${DOOR_ALARMS[told.parameters.alarm].en}. Please have a look.`;
    case 'gate_waits':
      return `A resident waits at ${told.parameters.gate}, where nobody stands. Unanswered for 30 s it opens by itself.`;
    case 'gate_opened_itself':
      return `${told.parameters.gate} opened by itself for a resident, since nobody answered. Please review it.`;
    case 'emergency_drill':
      return `Drill: ${DRILL_EN[told.parameters.of]}`;
    case 'announcement_urgent':
      return told.parameters.title === undefined
        ? 'There is an urgent announcement. Please open it.'
        : `Urgent announcement: ${told.parameters.title}`;
  }
}

/** One plain sentence or two, on any page and in any message. */
export function sentenceOf(told: NotificationContent, language: Language): string {
  return language === 'zh' ? zhOf(told) : enOf(told);
}

/**
 * What a licensed sender's template takes, as text in Chinese: it has the words around them. Ids
 * are left out, since they say nothing to whoever reads.
 */
export function templateParameters(told: NotificationContent): Readonly<Record<string, string>> {
  const given: readonly (readonly [string, unknown])[] = Object.entries(told.parameters);
  return Object.fromEntries(
    given
      .filter(([name]) => !name.endsWith('Id'))
      .map(([name, value]) => [name, parameterText(name, value)]),
  );
}

const TIMES = ['endsAt', 'until', 'dueAt', 'answerBy'];

function parameterText(name: string, value: unknown): string {
  if (typeof value === 'number' && TIMES.includes(name)) return timeOf(value, 'zh');
  if (name === 'late') return value === true ? '晚到' : '准时';
  if (name === 'place') return buildingOf(String(value));
  if (name === 'type')
    return isVisitType(value) ? VISIT_TYPE_WORDS[value].zh : String(Object(value).zh);
  const level = Object.entries(LEVELS).find(([one]) => name === 'level' && one === value)?.[1];
  if (level !== undefined) return level.zh;
  if (name === 'decision') return value === 'approved' ? '已同意' : '没有同意';
  if (name === 'by') return value === 'document' ? '文书' : '人身安全保护令';
  const step = Object.entries(STEPS).find(([one]) => name === 'step' && one === value)?.[1];
  if (step !== undefined) return step.zh;
  return String(value);
}
