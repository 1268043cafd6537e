import type { Role } from '../../shared/roles.ts';

export const PASS_STATES = ['active', 'suspended', 'revoked'] as const;
export type PassState = (typeof PASS_STATES)[number];

/**
 * Who changes how a pass stands: staff by their role, the resident whose pass it is, the end of a
 * term, the end or the extension of a tenancy, that moving out is recorded, or that whoever held it
 * for another holds it no more.
 */
export type PassChanger = Role | 'resident' | 'time' | 'tenancy' | 'moving_out' | 'proxy_end';

/** Every change of state that exists. What is not here is refused by the write itself. */
export const PASS_LIFECYCLE = [
  { from: 'active', to: 'suspended', by: ['property_manager', 'tenancy'] },
  { from: 'suspended', to: 'suspended', by: ['property_manager'] },
  { from: 'suspended', to: 'active', by: ['property_manager', 'time', 'tenancy'] },
  {
    from: 'active',
    to: 'revoked',
    by: ['property_manager', 'resident', 'moving_out', 'proxy_end'],
  },
  { from: 'suspended', to: 'revoked', by: ['property_manager', 'moving_out', 'proxy_end'] },
] as const satisfies readonly { from: PassState; to: PassState; by: readonly PassChanger[] }[];

/** The states that a pass may be in for `by` to bring it to `to`. */
export function statesBefore(to: PassState, by: PassChanger): PassState[] {
  return PASS_LIFECYCLE.filter((row) => row.to === to && row.by.some((one) => one === by)).map(
    ({ from }) => from,
  );
}
