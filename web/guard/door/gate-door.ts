import {
  type DoorHere,
  type DoorOpened,
  openDoorHere,
  readDoorHere,
} from '../../../shared/messages/doors.ts';
import type { Api } from '../../kit/api.ts';
import type { ApiFailure } from '../../kit/api-failure.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';

type Asks = { readonly api: Api; readonly sign: SignRequest; readonly device: EnrolledDevice };

/** The door of this device's gate, as the server knows it. */
export type GateDoor = {
  read(): Promise<DoorHere | ApiFailure>;
  open(): Promise<DoorOpened | ApiFailure>;
};

export function gateDoorOf({ api, sign, device: { gateId } }: Asks): GateDoor {
  const asked = { params: { gateId }, authorize: sign };
  return {
    read: () => api.call(readDoorHere, asked),
    open: () => api.call(openDoorHere, asked),
  };
}
