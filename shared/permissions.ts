/**
 * Who may do what. Deny by default: an action that a role does not hold is refused, and a route
 * names exactly one action. Grants are data (role at a node of the hierarchy, with an end date);
 * what a role may do is this table.
 */
export const ROLES = ['property_manager', 'guard'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who acts: a resident on a phone, a member of staff, an enrolled gate device, or nobody yet. */
export type ActorKind = 'anyone' | 'resident' | 'staff' | 'gate_device';

export const PERMISSIONS = {
  'keys.read': { actor: 'anyone' },
  'notice.read': { actor: 'anyone' },
  'session.start': { actor: 'anyone' },
  'session.renew': { actor: 'anyone' },
  'session.end': { actor: 'anyone' },
  'gate_device.enrol': { actor: 'anyone' },
  'household.read': { actor: 'resident' },
  'pass.issue': { actor: 'resident' },
  'number_question.answer': { actor: 'resident' },
  'device_key.list': { actor: 'resident' },
  'device_key.remove': { actor: 'resident' },
  'shift.start': { actor: 'gate_device', staff: ['guard'] },
  'shift.end': { actor: 'gate_device' },
  'shift.relieve': { actor: 'gate_device' },
  'shift_pin.set': { actor: 'staff', staff: ['guard'] },
  'shift_pin.manage': { actor: 'staff', staff: ['property_manager'] },
  'gate_state.read': { actor: 'gate_device' },
  'holders.read': { actor: 'gate_device' },
  'scan.record': { actor: 'gate_device' },
  'opening.record': { actor: 'gate_device' },
  'scan.decide': { actor: 'gate_device' },
  'gate.list': { actor: 'staff', staff: ['property_manager'] },
  'gate.set_trial': { actor: 'staff', staff: ['property_manager'] },
  'gate_day.read': { actor: 'staff', staff: ['property_manager'] },
  'opening.review': { actor: 'staff', staff: ['property_manager'] },
  'replay_pair.list': { actor: 'staff', staff: ['property_manager'] },
  'enrolment_code.create': { actor: 'staff', staff: ['property_manager'] },
  'gate_device.unenrol': { actor: 'staff', staff: ['property_manager'] },
  'resident.find': { actor: 'staff', staff: ['property_manager'] },
  'pass.list': { actor: 'staff', staff: ['property_manager'] },
  'card.issue': { actor: 'staff', staff: ['property_manager'] },
  'number_question.list': { actor: 'staff', staff: ['property_manager'] },
  'number_question.decide': { actor: 'staff', staff: ['property_manager'] },
  'pass.set_state': { actor: 'staff', staff: ['property_manager'] },
} as const satisfies Record<string, { actor: ActorKind; staff?: readonly Role[] }>;

export type Action = keyof typeof PERMISSIONS;
