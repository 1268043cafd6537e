import { expect } from 'vitest';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';

export const TODAY = '2035-11-14';

/** What a manager is told of the east gate's day. */
export async function readDay(house: Gatehouse, what: string, day = TODAY): Promise<unknown> {
  const { status, body } = await house.call(
    'manager',
    'GET',
    `/api/v1/manager/gates/${GATES.east}/days/${day}/${what}`,
    { cookie: await house.staffCookie('property_manager') },
  );
  expect(status).toBe(200);
  return body;
}
