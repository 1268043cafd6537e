/** Who may invite, open a link, and decide about whoever comes. */
export const VISITOR_PERMISSIONS = {
  'invitation.invite': { actor: 'resident' },
  'invitation.read': { actor: 'resident' },
  'invitation.cancel': { actor: 'resident' },
  'invitation.answer': { actor: 'resident' },
  'invitation.open': { actor: 'anyone' },
  'arrival.decide': { actor: 'gate_device' },
  'arrival.note_let_in': { actor: 'gate_device' },
  'arrival.admit_by_pin': { actor: 'gate_device' },
} as const;
