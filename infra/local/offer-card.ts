import { createCompoundVersions } from '../../functions/compounds/index.ts';
import {
  createPassStore,
  createStatusListStore,
  issueCard,
  PASS_GONE_AFTER_MS,
} from '../../functions/passes/index.ts';
import { isFailure } from '../../functions/platform/failure.ts';
import { createFileIssuer } from '../../functions/platform/file-issuer.ts';
import { randomBytes } from '../../functions/platform/random.ts';
import { createResidentStore } from '../../functions/residents/index.ts';
import { compoundNumberOf } from '../../shared/ids.ts';
import { type DemoOffice, standInManager } from './stand-in-manager.ts';

/** A card to try by its number. */
export type DemoCard = {
  readonly number: string;
  /** Whose it is, as the gate says it. */
  readonly who: string;
};

/**
 * The card of somebody without a phone in the first compound, as its manager makes it: the same
 * one at every start. Undefined where it was stopped meanwhile.
 */
export async function offerCard(
  office: DemoOffice & { readonly issuerKeyPath: string },
): Promise<DemoCard | undefined> {
  const { table, plan, issuerKeyPath, now } = office;
  const holder = plan.residents.find(({ phone }) => phone === undefined);
  if (holder === undefined) throw new Error('in the plan everybody has a phone');
  const { residentId, maskedName, building } = holder;
  const ports = {
    passes: createPassStore(table),
    lists: createStatusListStore(table),
    versions: createCompoundVersions(table),
    residents: createResidentStore(table),
    issuer: createFileIssuer(issuerKeyPath, PASS_GONE_AFTER_MS),
    random: randomBytes,
  };
  const actor = standInManager(office, compoundNumberOf(residentId));
  const card = await issueCard(ports, { actor, residentId, now });
  return isFailure(card) ? undefined : { number: card.number, who: `${maskedName} ${building}` };
}
