import type { CompoundId, HouseId } from '../../shared/ids.ts';
import type { Visit } from './visit.ts';

export interface VisitStore {
  /** Perhaps not the latest: whoever decides by it writes on the condition that it is. */
  findVisit(compound: CompoundId, serial: number): Promise<Visit | undefined>;
  /** The visit of a browser by its key, as last acknowledged. */
  findVisitOfKey(compound: CompoundId, thumbprint: string): Promise<Visit | undefined>;
  /** Which visit says these digits at this house. */
  findSerialOfPin(house: HouseId, pinHash: string, now: number): Promise<number | undefined>;
  /** Puts what was decided in the place of what was seen. @returns what stands there instead, if anything */
  recordDecision(
    compound: CompoundId,
    before: Visit,
    after: Visit,
  ): Promise<'recorded' | Visit | undefined>;
}
