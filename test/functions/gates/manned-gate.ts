import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { RESIDENTS } from '../../support/street.ts';
import { batchesOf } from './scans-desk.ts';

export type MannedGate = Awaited<ReturnType<typeof openMannedGate>>;

/** The east gate with a guard in their shift, and a resident's phone to come by. */
export async function openMannedGate() {
  const { engine, clock, house } = await openOwnGatehouse();
  const device = await house.deviceAt(GATES.east);
  const phone = await house.phoneOf(RESIDENTS.father);
  const shift = await house.startShift(device);
  return {
    engine,
    clock,
    house,
    device,
    phone,
    shift,
    desk: batchesOf(shift, clock),
    /** What the phone shows now. */
    now: () => phone.showAt(clock()),
    setState: async (body: unknown) =>
      house.call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
        cookie: await house.staffCookie('property_manager'),
        body,
      }),
  };
}
