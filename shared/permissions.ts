import {
  ANNOUNCES,
  CARES,
  CHANGES_HEALTH,
  DECIDES_EMERGENCIES,
  IS_TOLD,
  KEEPS_REGISTER,
  LEADS_GUARDS,
  MANAGES,
  READS_HEALTH,
  READS_REGISTER,
  RUNS,
  RUNS_DESK,
  SEES_PLACES,
  SETS_DESK,
  SUPERVISES,
  TAKES_REQUESTS,
  WORKS_AT_GATES,
  WORKS_ON_REQUESTS,
} from './role-groups.ts';
import { ROLES, type Role } from './roles.ts';
import { VISITOR_PERMISSIONS } from './visitors/visitor-permissions.ts';

/** Somebody who acts: a resident on a phone, a member of staff, an enrolled gate device, or nobody yet. */
export type ActorKind = 'anyone' | 'resident' | 'staff' | 'gate_device';

/** Said once: the table is in every function, also where somebody waits at a gate for its start. */
const A_RESIDENT = { actor: 'resident' } as const;
const A_DEVICE = { actor: 'gate_device' } as const;

/**
 * Who may do what. Deny by default: an action that a role does not hold is refused, and a route
 * names exactly one action. Grants are data (role at a place of the tree, with an end date);
 * what a role may do is this table.
 */
export const PERMISSIONS = {
  'keys.read': { actor: 'anyone' },
  'notice.read': { actor: 'anyone' },
  'session.start': { actor: 'anyone' },
  'session.renew': { actor: 'anyone' },
  'session.end': { actor: 'anyone' },
  'gate_device.enrol': { actor: 'anyone' },
  'household.read': A_RESIDENT,
  'pass.issue': A_RESIDENT,
  'number_question.answer': A_RESIDENT,
  'device_key.list': A_RESIDENT,
  'device_key.remove': A_RESIDENT,
  'shift.start': { actor: 'gate_device', staff: WORKS_AT_GATES },
  'shift.end': A_DEVICE,
  'shift.relieve': A_DEVICE,
  'shift_pin.set': { actor: 'staff', staff: WORKS_AT_GATES },
  'shift_pin.manage': { actor: 'staff', staff: LEADS_GUARDS },
  'gate_state.read': A_DEVICE,
  'holders.read': A_DEVICE,
  'scan.record': A_DEVICE,
  'opening.record': A_DEVICE,
  'scan.decide': A_DEVICE,
  'house_pin.check': A_DEVICE,
  'gate.list': { actor: 'staff', staff: MANAGES },
  'gate.set_trial': { actor: 'staff', staff: MANAGES },
  'gate_day.read': { actor: 'staff', staff: MANAGES },
  'opening.review': { actor: 'staff', staff: MANAGES },
  'replay_pair.list': { actor: 'staff', staff: MANAGES },
  'enrolment_code.create': { actor: 'staff', staff: MANAGES },
  'gate_device.unenrol': { actor: 'staff', staff: MANAGES },
  'door.read': { actor: 'staff', staff: LEADS_GUARDS },
  'door.enrol': { actor: 'staff', staff: MANAGES },
  'door.remove': { actor: 'staff', staff: MANAGES },
  'door.open': { actor: 'staff', staff: LEADS_GUARDS },
  'door.read_here': A_DEVICE,
  'door.open_here': A_DEVICE,
  'resident.find': { actor: 'staff', staff: MANAGES },
  'pass.list': { actor: 'staff', staff: MANAGES },
  'card.issue': { actor: 'staff', staff: MANAGES },
  'number_question.list': { actor: 'staff', staff: MANAGES },
  'number_question.decide': { actor: 'staff', staff: MANAGES },
  'pass.set_state': { actor: 'staff', staff: MANAGES },

  // Scanning the gate's own code
  'gate_code.open': { actor: 'anyone' },
  'gate_ticket.stamp': A_RESIDENT,
  'gate.open_by_scan': A_RESIDENT,
  'last_opening.read': A_DEVICE,

  // Compounds
  'place.read': { actor: 'staff', staff: SEES_PLACES },
  'place.edit': { actor: 'staff', staff: RUNS },
  'compound_rules.set': { actor: 'staff', staff: MANAGES },
  'single_entrance.set': { actor: 'staff', staff: RUNS },
  'street.read': { actor: 'staff', staff: SUPERVISES },
  'company.change': { actor: 'staff', staff: SUPERVISES },

  // Houses
  'house.read': { actor: 'staff', staff: [...KEEPS_REGISTER, 'front_desk'] },
  'tenancy.record': { actor: 'staff', staff: KEEPS_REGISTER },
  'vehicle.record': { actor: 'staff', staff: KEEPS_REGISTER },
  'moving_out.record': { actor: 'staff', staff: KEEPS_REGISTER },
  'own_house.read': A_RESIDENT,

  // Residents
  'register.read': { actor: 'staff', staff: READS_REGISTER },
  'resident.read': { actor: 'staff', staff: KEEPS_REGISTER },
  'resident.register': { actor: 'staff', staff: KEEPS_REGISTER },
  'resident.edit': { actor: 'staff', staff: KEEPS_REGISTER },
  'resident.remove': { actor: 'staff', staff: MANAGES },
  'join_request.decide': { actor: 'staff', staff: [...KEEPS_REGISTER, 'front_desk'] },
  'special_care.assign': { actor: 'staff', staff: ['community_worker'] },
  'special_care.read': { actor: 'staff', staff: CARES },
  'join_request.ask': { actor: 'anyone' },
  'join_request.answer': A_RESIDENT,
  'proxy.give': A_RESIDENT,
  'proxy.end': A_RESIDENT,
  'special_care.end': A_RESIDENT,
  'own_record.read': A_RESIDENT,
  'own_record.leave': A_RESIDENT,
  'house_pin.set': A_RESIDENT,
  'house_pin.end': A_RESIDENT,
  'door_card.report_lost': A_RESIDENT,
  'entry_means.manage': { actor: 'staff', staff: ['property_manager', 'front_desk'] },

  // Roster
  'roster.import': { actor: 'staff', staff: MANAGES },
  'ledger.export': { actor: 'staff', staff: ['property_manager', 'community_worker'] },

  // Permissions
  'own_roles.read': { actor: 'staff', staff: ROLES },
  'grant.list': { actor: 'staff', staff: RUNS },
  'grant.give': { actor: 'staff', staff: RUNS },
  'grant.end': { actor: 'staff', staff: RUNS },
  'permission.test': { actor: 'staff', staff: [...RUNS, 'auditor', 'owners_committee'] },

  // Trust
  'audit.read': { actor: 'staff', staff: ['auditor'] },

  // Duty and the day
  'duty.read': {
    actor: 'staff',
    staff: [
      ...RUNS,
      ...WORKS_AT_GATES,
      'front_desk',
      'house_steward',
      'grid_leader',
      'grid_worker',
    ],
  },
  'duty.edit': { actor: 'staff', staff: [...LEADS_GUARDS, 'community_worker'] },
  'dashboard.read': { actor: 'staff', staff: [...RUNS, 'house_steward', 'owners_committee'] },

  // Notifications
  'inbox.read': A_RESIDENT,
  'inbox.mark_read': A_RESIDENT,
  'notification_settings.set': A_RESIDENT,
  'wechat.bind': A_RESIDENT,
  'wechat.unbind': A_RESIDENT,
  'wechat.return': { actor: 'anyone' },
  'staff_wechat.bind': { actor: 'staff', staff: IS_TOLD },
  'staff_wechat.unbind': { actor: 'staff', staff: IS_TOLD },
  'staff_inbox.read': { actor: 'staff', staff: IS_TOLD },
  'staff_inbox.mark_read': { actor: 'staff', staff: IS_TOLD },
  'staff_notification_settings.set': { actor: 'staff', staff: IS_TOLD },
  'undelivered.read': { actor: 'staff', staff: SETS_DESK },
  'undelivered.retry': { actor: 'staff', staff: SETS_DESK },

  // The service desk: residents
  'request.submit': A_RESIDENT,
  'own_request.read': A_RESIDENT,
  'own_request.note': A_RESIDENT,
  'own_request.cancel': A_RESIDENT,
  'own_request.reopen': A_RESIDENT,
  'own_request.rate': A_RESIDENT,
  'own_hand_over.confirm': A_RESIDENT,
  'own_advance.settle': A_RESIDENT,
  'own_matter.deny': A_RESIDENT,
  'scoreboard.read': { actor: 'anyone' },

  // The service desk: those who do it, and those who see that it is done
  'request.take': { actor: 'staff', staff: TAKES_REQUESTS },
  'request.read': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'request.phone': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'request.claim': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'request.work': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'request.board': { actor: 'staff', staff: [...RUNS_DESK, 'street_administrator'] },
  'request.assign': { actor: 'staff', staff: RUNS_DESK },
  'request.hotline_number': { actor: 'staff', staff: RUNS_DESK },
  'request.close': { actor: 'staff', staff: RUNS_DESK },
  'hand_over.record': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'advance.record': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'rating.answer': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'desk_figures.read': { actor: 'staff', staff: [...RUNS, 'house_steward', 'owners_committee'] },
  'desk_settings.read': { actor: 'staff', staff: WORKS_ON_REQUESTS },
  'desk_settings.edit': { actor: 'staff', staff: SETS_DESK },
  'whistle.blow': { actor: 'staff', staff: ['community_worker', 'grid_leader'] },
  'whistle.take_back': { actor: 'staff', staff: ['community_worker', 'grid_leader'] },
  'whistle.read': { actor: 'staff', staff: [...RUNS, 'grid_leader', 'grid_department_member'] },
  'whistle.answer': { actor: 'anyone' },
  ...VISITOR_PERMISSIONS,
  // Announcements and the directory of help
  'announcement.read': A_RESIDENT,
  'announcement.list': { actor: 'staff', staff: ANNOUNCES },
  'announcement.publish': { actor: 'staff', staff: ANNOUNCES },
  'announcement.withdraw': { actor: 'staff', staff: ANNOUNCES },
  'directory.read': A_RESIDENT,
  'directory.edit': { actor: 'staff', staff: SETS_DESK },

  // Emergencies
  'emergency.read': { actor: 'staff', staff: [...DECIDES_EMERGENCIES, 'auditor'] },
  'emergency.declare': { actor: 'staff', staff: SUPERVISES },
  'emergency.decide': { actor: 'staff', staff: DECIDES_EMERGENCIES },
  'emergency.end': { actor: 'staff', staff: DECIDES_EMERGENCIES },
  'destruction.witness': { actor: 'staff', staff: ['auditor'] },
  'certificate.read': { actor: 'anyone' },
  'status_chain.read': { actor: 'staff', staff: ['auditor'] },

  // Health, while an emergency lasts
  'own_health.read': A_RESIDENT,
  'own_health.register': A_RESIDENT,
  'own_health.appeal': A_RESIDENT,
  'health.register_for': { actor: 'staff', staff: ['community_worker', 'community_doctor'] },
  'health.read': { actor: 'staff', staff: READS_HEALTH },
  'health_feed.send': { actor: 'anyone' },
  'health_change.propose': { actor: 'staff', staff: CHANGES_HEALTH },
  'health_change.decide': { actor: 'staff', staff: CHANGES_HEALTH },
  'health_change.approve': { actor: 'staff', staff: ['community_doctor', 'street_administrator'] },
  // Of a third office, whichever had no part in opening the emergency.
  'health_feed.approve': { actor: 'staff', staff: CHANGES_HEALTH },
  'health_call.record': { actor: 'staff', staff: ['community_worker', 'community_doctor'] },
  'appeal.answer': { actor: 'staff', staff: READS_HEALTH },
  'alert.read': { actor: 'staff', staff: READS_HEALTH },
  'alert.acknowledge': { actor: 'staff', staff: READS_HEALTH },
  'trip.count': A_DEVICE,
  'trip_quota.read': A_RESIDENT,
  'trip_quota.grant': { actor: 'staff', staff: ['community_worker'] },
} as const satisfies Record<string, { actor: ActorKind; staff?: readonly Role[] }>;
export type Action = keyof typeof PERMISSIONS;
