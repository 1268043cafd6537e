import type { ShiftId } from '../../../shared/ids.ts';
import { checkHousePin, type HousePinAnswer } from '../../../shared/messages/gates.ts';
import type { Api } from '../../kit/api.ts';
import { type ApiFailure, OFFLINE } from '../../kit/api-failure.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';

type Asks = {
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: EnrolledDevice;
  readonly shiftId: () => ShiftId | undefined;
};

/** Whose PIN this is at a house: the server knows, so that it is asked with a network alone. */
export const housePinsOf =
  ({ api, sign, device: { gateId }, shiftId }: Asks) =>
  async (house: string, pin: string): Promise<HousePinAnswer | ApiFailure> => {
    const open = shiftId();
    if (open === undefined) return OFFLINE;
    const params = { gateId, shiftId: open };
    return api.call(checkHousePin, { params, body: { house, pin }, authorize: sign });
  };
