import { shallowRef } from 'vue';
import type { IssuedCard } from '../../../shared/messages/cards.ts';

/** What the print sheet shows: in this tab alone, and gone when it is left. */
export type CardToPrint = IssuedCard & {
  readonly maskedName: string;
  readonly houseLabel: string;
};
export const toPrint = shallowRef<readonly CardToPrint[]>([]);
