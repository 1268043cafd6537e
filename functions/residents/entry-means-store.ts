import type { ResidentId } from '../../shared/ids.ts';
import type { AuditFacts } from '../platform/audit.ts';
import type { HeldCard } from './door-card.ts';
import type { HousePin } from './house-pin.ts';
import type { Resident } from './resident.ts';

/** What residents have beside a pass: a PIN of their own, a door card. */
export interface EntryMeansStore {
  /** Never older than was acknowledged. */
  findMeans(
    resident: Pick<Resident, 'residentId' | 'houseId'>,
  ): Promise<{ readonly pin?: HousePin; readonly card?: HeldCard }>;
  /** In the place of the one before, if the resident is still who was read. */
  setPin(
    of: Resident,
    pin: Pick<HousePin, 'hash' | 'setAt'>,
    audit: AuditFacts,
  ): Promise<'set' | 'changed'>;
  /** Where there is none, nothing changes. */
  endPin(of: Pick<Resident, 'residentId' | 'houseId'>, audit: AuditFacts): Promise<void>;
  /**
   * Registers a card with its holder, if the resident is still who was read: a card has one holder
   * at a time, and a holder one card.
   * @returns `taken` where either is so already
   */
  registerCard(of: Resident, card: HeldCard, audit: AuditFacts): Promise<'registered' | 'taken'>;
  /** Notes that a card is lost: nobody holds it, until it is registered anew. */
  loseCard(resident: ResidentId, card: HeldCard, audit: AuditFacts): Promise<'lost' | 'changed'>;
}
