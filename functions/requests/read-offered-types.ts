import type { RequestType } from '../../shared/desk/request-types.ts';
import { compoundOf } from '../../shared/ids.ts';
import { type Failure, isFailure } from '../platform/failure.ts';
import { type SpeaksForInput, speaksFor } from '../residents/index.ts';
import type { OwnRequestPorts } from './own-request.ts';

/** What a resident can ask for here. */
export async function readOfferedTypes(
  ports: OwnRequestPorts,
  input: SpeaksForInput,
): Promise<{ types: RequestType[] } | Failure> {
  const resident = await speaksFor(ports, input);
  if (isFailure(resident)) return resident;
  const { types } = await ports.settings.readSettings(compoundOf(input.residentId));
  return { types: types.filter(({ offered }) => offered) };
}
