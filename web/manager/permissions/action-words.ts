import { type Action, PERMISSIONS } from '../../../shared/permissions.ts';
import { language } from '../../kit/language.ts';

type Words = readonly [zh: string, en: string];
type StaffAction = {
  [A in Action]: (typeof PERMISSIONS)[A] extends { staff: readonly unknown[] } ? A : never;
}[Action];

/** What a role can permit, in words. */
const WORDS: Readonly<Record<StaffAction, Words>> = {
  'shift.start': ['在门岗当班', 'Work a shift at a gate'],
  'shift_pin.set': ['设接班 PIN', 'Set a PIN for taking over'],
  'shift_pin.manage': ['管理接班 PIN', 'Manage guards’ PINs'],
  'gate.list': ['看出入口和设备', 'See gates and devices'],
  'gate.set_trial': ['设试运行', 'Put a gate on trial'],
  'gate_day.read': ['看进出人次', 'See counts of entries'],
  'opening.review': ['复核手动放行', 'Review openings by hand'],
  'replay_pair.list': ['看一码两进', 'See codes let in twice'],
  'enrolment_code.create': ['登记门岗设备', 'Enrol gate devices'],
  'gate_device.unenrol': ['停用门岗设备', 'Un-enrol gate devices'],
  'resident.find': ['查住户的通行码', 'Find residents’ passes'],
  'pass.list': ['看一位住户的通行码', 'See a resident’s passes'],
  'card.issue': ['做出入证', 'Print cards'],
  'number_question.list': ['看久未使用的号码', 'See numbers that were silent'],
  'number_question.decide': ['确认号码是谁的', 'Say whose number it is'],
  'pass.set_state': ['暂停、恢复、注销通行码', 'Suspend, resume, withdraw passes'],
  'place.read': ['看小区结构', 'See the tree of places'],
  'place.edit': ['改小区结构', 'Edit the tree of places'],
  'compound_rules.set': ['改出入口规则', 'Set rules of gates'],
  'single_entrance.set': ['单一入口', 'Single entrance'],
  'street.read': ['街道总览', 'The street at a glance'],
  'company.change': ['更换物业公司', 'Change the property company'],
  'house.read': ['看一套房屋', 'See a house'],
  'tenancy.record': ['登记租期、退租', 'Record tenancies'],
  'vehicle.record': ['登记车牌', 'Record vehicles'],
  'moving_out.record': ['登记迁出', 'Record moving out'],
  'register.read': ['查住户名册', 'Read the register'],
  'resident.read': ['看一位住户的详情', 'Read a resident’s record'],
  'resident.register': ['登记住户', 'Register residents'],
  'resident.edit': ['更正住户资料', 'Correct residents’ records'],
  'resident.remove': ['凭文书移出住户', 'Remove on a document'],
  'join_request.decide': ['审批加入申请', 'Decide on join requests'],
  'special_care.assign': ['指定关爱对象的帮手', 'Assign helpers for special care'],
  'special_care.read': ['看自己负责的关爱对象', 'See special care assigned to oneself'],
  'entry_means.manage': [
    '登记门禁卡，挂失门禁卡和门牌 PIN',
    'Register door cards, end lost cards and PINs',
  ],
  'roster.import': ['导入住户名册', 'Import a roster'],
  'ledger.export': ['导出台账', 'Export the ledger'],
  'own_roles.read': ['看自己的角色', 'See one’s own roles'],
  'grant.list': ['看谁有什么角色', 'See who holds which role'],
  'grant.give': ['授予角色', 'Give roles'],
  'grant.end': ['撤销角色', 'End roles'],
  'permission.test': ['查谁能做什么', 'Test who may do what'],
  'audit.read': ['查审计', 'Read the audit log'],
  'duty.read': ['看值班表', 'See the duty roster'],
  'duty.edit': ['排值班', 'Edit the duty roster'],
  'dashboard.read': ['看总览', 'See the dashboard'],
  'staff_inbox.read': ['看自己的消息', 'Read one’s own inbox'],
  'staff_inbox.mark_read': ['把消息标为已读', 'Mark messages as read'],
  'staff_notification_settings.set': ['设自己的提醒方式', 'Set how one is told'],
  'staff_wechat.bind': ['绑定自己的微信', 'Link one’s own WeChat'],
  'staff_wechat.unbind': ['解绑自己的微信', 'Unlink one’s own WeChat'],
  'undelivered.read': ['看没送到的消息', 'See undelivered messages'],
  'undelivered.retry': ['重发没送到的消息', 'Send undelivered messages again'],
  'request.take': ['代住户登记诉求', 'Take requests for residents'],
  'request.read': ['看诉求和自己的任务', 'See requests and one’s tasks'],
  'request.claim': ['抢单', 'Claim requests'],
  'request.work': ['办理诉求', 'Work on requests'],
  'request.board': ['看全部未办结的诉求', 'See all open requests'],
  'request.assign': ['派单、转派', 'Assign requests'],
  'request.close': ['回访、办结诉求', 'Call back and close requests'],
  'request.hotline_number': ['记 12345 工单号', 'Note the 12345 case'],
  'hand_over.record': ['登记物品交接', 'Record hand-overs'],
  'advance.record': ['登记垫付', 'Record money advanced'],
  'rating.answer': ['回复评价', 'Answer ratings'],
  'desk_figures.read': ['看服务台数据', 'See figures of the desk'],
  'desk_settings.read': ['看服务台设置', 'See settings of the desk'],
  'desk_settings.edit': ['改服务台设置', 'Edit settings of the desk'],
  'whistle.blow': ['吹哨', 'Call departments'],
  'whistle.take_back': ['撤回吹哨', 'Take calls on departments back'],
  'whistle.read': ['看吹哨和回应', 'See calls and their answers'],
  'announcement.list': ['看发出的公告', 'See announcements'],
  'announcement.publish': ['发公告', 'Publish announcements'],
  'announcement.withdraw': ['撤回公告', 'Withdraw announcements'],
  'emergency.read': ['看应急响应', 'See emergency responses'],
  'emergency.declare': ['提出启动应急响应', 'Declare an emergency response'],
  'emergency.decide': ['确认应急响应', 'Confirm an emergency response'],
  'emergency.end': ['终止应急响应', 'End an emergency response'],
  'destruction.witness': ['见证数据销毁', 'Witness the destruction of data'],
  'directory.edit': ['改求助电话', 'Edit the directory of help'],
};

const isStaffAction = (action: Action): action is StaffAction => 'staff' in PERMISSIONS[action];

export function actionWords(action: Action): string {
  if (!isStaffAction(action)) return action;
  const [zh, en] = WORDS[action];
  return language.value === 'en' ? en : zh;
}
