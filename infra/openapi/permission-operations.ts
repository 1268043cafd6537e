import * as grants from '../../shared/messages/grants.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const held = {
  staffId: 'stf_0000000000000005',
  maskedName: '胡**',
  role: 'guard',
  node: 'cmp_1',
  office: 'property',
  since: EXAMPLE.now,
  until: EXAMPLE.now + 31_536_000_000,
} as const;
const manager = { ...held, role: 'property_manager' } as const;
const until = held.until;

export const OF_PERMISSIONS = [
  operation(grants.readOwnRoles, 'own_roles.read', 'What whoever is signed in may do, and where', {
    answer: {
      staffId: held.staffId,
      maskedName: held.maskedName,
      roles: [{ role: 'property_manager', node: 'cmp_1', until }],
      compounds: [{ compoundId: 'cmp_1', name: '锦苑小区' }],
    },
  }),
  operation(grants.listGrants, 'grant.list', 'Who holds which role at a place and around it', {
    answer: { within: [{ placeId: 'cmp_1', name: '锦苑小区' }], grants: [held] },
  }),
  operation(grants.giveGrant, 'grant.give', 'A role for somebody at a place until a day', {
    body: { to: { name: '胡军', phone: '13900008001' }, role: 'guard', until },
    answer: held,
  }),
  operation(grants.endGrant, 'grant.end', 'The end of a role, from the next request on', {
    body: { staffId: held.staffId, role: 'guard' },
  }),
  operation(
    grants.testPermissions,
    'permission.test',
    'What somebody may do at a place, action by action, and why',
    {
      answer: {
        maskedName: held.maskedName,
        actions: [
          {
            action: 'shift.start',
            allowed: true,
            because: 'role',
            by: { role: 'guard', node: 'cmp_1', until },
          },
          { action: 'card.issue', allowed: false, because: 'no_role' },
        ],
      },
    },
  ),
  operation(grants.changeCompany, 'company.change', 'Another property company, or none', {
    body: {
      company: { name: '安居物业' },
      manager: { name: '胡军', phone: '13900009001', until },
      documentNumber: '青街物〔2026〕12号',
    },
    answer: { ended: [held], manager },
  }),
];
