/** A kind of item whose every write carries its audit facts and counts its version on. */
export type AuditedKind = {
  /** As docs/access-patterns.md names it. */
  readonly item: string;
  readonly pk: RegExp;
  readonly sk: RegExp;
  /**
   * Nothing but a deletion with facts ends it; or its term; or the destruction of everything that its
   * emergency knew, whose certificate is the fact of it.
   */
  readonly endsBy: 'deletion' | 'term' | 'destruction';
};

const COMPOUND = /^cmp_[0-9]+$/;
const PERSON = /^phone#/;

/**
 * What changes a person's data or a right. Not here: scans and openings, which are their own
 * record; sessions, one-time codes and counters; and what only follows from a kind that is here
 * (rows of the register, house members, holders, status lists, numbers of cards).
 */
export const AUDITED_KINDS: readonly AuditedKind[] = [
  { item: 'compound', pk: COMPOUND, sk: /^compound$/, endsBy: 'deletion' },
  { item: 'tenancy', pk: COMPOUND, sk: /^tenancy#/, endsBy: 'term' },
  { item: 'vehicle', pk: COMPOUND, sk: /^vehicle#/, endsBy: 'term' },
  { item: 'resident', pk: COMPOUND, sk: /^resident#/, endsBy: 'deletion' },
  {
    item: 'somebody who holds another’s pass',
    pk: COMPOUND,
    sk: /^proxy#/,
    endsBy: 'deletion',
  },
  { item: 'a photo', pk: /^cmp_[0-9]+#photo#[^#]+$/, sk: /^photo$/, endsBy: 'term' },
  { item: 'a request to be registered', pk: COMPOUND, sk: /^join-request#/, endsBy: 'term' },
  { item: 'who looks after somebody', pk: COMPOUND, sk: /^special-care#/, endsBy: 'deletion' },
  {
    item: 'that somebody has a PIN with the house number',
    pk: COMPOUND,
    sk: /^house-pin#/,
    endsBy: 'deletion',
  },
  { item: 'whose a door card is', pk: COMPOUND, sk: /^door-card#/, endsBy: 'term' },
  { item: 'residents of an account', pk: PERSON, sk: /^resident#/, endsBy: 'deletion' },
  {
    item: 'number that a household is asked about',
    pk: COMPOUND,
    sk: /^number-question#/,
    endsBy: 'deletion',
  },
  {
    item: 'how somebody wants to be told',
    pk: /^phone#.+#(staff-)?inbox$/,
    sk: /^settings$/,
    endsBy: 'deletion',
  },
  {
    item: 'under which name a service account knows somebody',
    pk: /^phone#.+#(staff-)?inbox$/,
    sk: /^wechat$/,
    endsBy: 'deletion',
  },
  {
    item: 'which browsers of somebody are told',
    pk: /^phone#.+#(staff-)?inbox$/,
    sk: /^push$/,
    endsBy: 'deletion',
  },
  { item: 'staff of an account', pk: PERSON, sk: /^staff#/, endsBy: 'term' },
  { item: 'pass', pk: COMPOUND, sk: /^pass#/, endsBy: 'term' },
  { item: 'gate and its rules', pk: COMPOUND, sk: /^gate#/, endsBy: 'deletion' },
  { item: 'the door of a gate', pk: COMPOUND, sk: /^door#/, endsBy: 'deletion' },
  { item: 'gate device', pk: COMPOUND, sk: /^gate-device#/, endsBy: 'deletion' },
  { item: 'enrolment code', pk: /^enrolment#/, sk: /^code$/, endsBy: 'term' },
  {
    item: 'a guard’s PIN for taking over, sealed',
    pk: COMPOUND,
    sk: /^shift-pin#/,
    endsBy: 'term',
  },
  { item: 'a request', pk: /^cmp_[0-9]+#request#/, sk: /^request$/, endsBy: 'term' },
  { item: 'how the desk works', pk: COMPOUND, sk: /^desk-settings$/, endsBy: 'deletion' },
  { item: 'a team of the desk', pk: COMPOUND, sk: /^team#/, endsBy: 'deletion' },
  {
    item: 'a call on departments',
    pk: /^cmp_[0-9]+#whistle#/,
    sk: /^whistle$/,
    endsBy: 'term',
  },
  {
    item: 'an invitation',
    pk: /^cmp_[0-9]+#invitation#/,
    sk: /^invitation$/,
    endsBy: 'term',
  },
  { item: 'an import of a roster', pk: COMPOUND, sk: /^roster#/, endsBy: 'term' },
  { item: 'announcement', pk: /^(cmp|com|str)_[0-9]+$/, sk: /^announcement#/, endsBy: 'term' },
  { item: 'an emergency', pk: /^str_[0-9]+$/, sk: /^emergency#/, endsBy: 'deletion' },
  {
    item: 'what an emergency knows of somebody, sealed',
    pk: /^cmp_[0-9]+#emergency#[^#]+#record#[0-9a-f]$/,
    sk: /./,
    endsBy: 'destruction',
  },
  {
    item: 'that a health status became severe, sealed',
    pk: /^cmp_[0-9]+#emergency#[^#]+#alerts$/,
    sk: /^alert#/,
    endsBy: 'destruction',
  },
  {
    item: 'a change of statuses that an office proposed, sealed',
    pk: /^cmp_[0-9]+#emergency#[^#]+#proposals$/,
    sk: /./,
    endsBy: 'destruction',
  },
  {
    item: 'whom somebody has to call, sealed',
    pk: /^cmp_[0-9]+#emergency#[^#]+#calls$/,
    sk: /./,
    endsBy: 'destruction',
  },
  {
    item: 'more trips for a household on a day, sealed',
    pk: /^cmp_[0-9]+#emergency#[^#]+#trips$/,
    sk: /^more#/,
    endsBy: 'destruction',
  },
  {
    item: 'the end of an emergency and its certificate',
    pk: /^str_[0-9]+$/,
    sk: /^certificate#/,
    endsBy: 'deletion',
  },
  {
    item: 'a read of personal data',
    pk: /^cmp_[0-9]+#reads#/,
    sk: /^read#/,
    endsBy: 'term',
  },
  { item: 'the facts of a deletion', pk: /#gone$/, sk: /./, endsBy: 'term' },
];

export function auditedKindOf(pk: string, sk: string): AuditedKind | undefined {
  return AUDITED_KINDS.find((kind) => kind.pk.test(pk) && kind.sk.test(sk));
}
