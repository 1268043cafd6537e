import { computed, shallowRef, watch } from 'vue';
import { FIRST_REQUEST_TYPES, RequestTypes } from '../../../shared/desk/request-types.ts';
import { typeNameIn } from '../../../shared/desk/type-name.ts';
import { compoundOf, type ResidentId } from '../../../shared/ids.ts';
import { readOfferedTypes } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { language } from '../../kit/language.ts';
import { api } from '../app/api.ts';
import { records } from '../wallet/kept-wallet.ts';
import { whose } from './whose-requests.ts';

type Types = readonly (typeof FIRST_REQUEST_TYPES)[number][];

/** By compound: what its desk was last known to offer. */
const known = shallowRef<ReadonlyMap<string, Types>>(new Map());

const nameOf = (residentId: ResidentId): string => `request-types#${compoundOf(residentId)}`;

function note(residentId: ResidentId, types: Types): void {
  known.value = new Map(known.value).set(compoundOf(residentId), types);
}

/** What one can ask for; without network, what could be asked for last, or what every desk begins with. */
export const offeredTypes = computed<Types>(() => {
  if (whose.value === undefined) return [];
  const types = known.value.get(compoundOf(whose.value.residentId)) ?? FIRST_REQUEST_TYPES;
  return types.filter(({ offered }) => offered);
});

const typesAt = (residentId: ResidentId): Types =>
  known.value.get(compoundOf(residentId)) ?? FIRST_REQUEST_TYPES;

/** What is known about a type, offered or no longer. */
export const typeOf = (residentId: ResidentId, typeId: string): Types[number] | undefined =>
  typesAt(residentId).find((one) => one.typeId === typeId);

/** What the type of a request of theirs is called; of a desk that is not theirs, by what every desk begins with. */
export const typeNameOf = (
  residentId: ResidentId | undefined,
  row: { readonly typeId: string; readonly typeName: string },
): string =>
  typeNameIn(
    residentId === undefined ? FIRST_REQUEST_TYPES : typesAt(residentId),
    row,
    language.value,
  );

/** As this phone last knew them, before the network is asked. */
export async function recallTypes(): Promise<void> {
  const residentId = whose.value?.residentId;
  if (residentId === undefined || known.value.has(compoundOf(residentId))) return;
  const types = await records.read(nameOf(residentId), RequestTypes).catch(() => undefined);
  if (types !== undefined && !known.value.has(compoundOf(residentId))) note(residentId, types);
}

export async function learnTypes(): Promise<ApiFailure | undefined> {
  const residentId = whose.value?.residentId;
  if (residentId === undefined) return undefined;
  const read = await api.call(readOfferedTypes, { params: { residentId } });
  if (isApiFailure(read)) return read;
  note(residentId, read.types);
  await records.write(nameOf(residentId), read.types).catch(() => undefined);
  return undefined;
}

/** Follows the desk of whoever is chosen, for as long as the page is open. */
export function useOfferedTypes(): void {
  watch(
    () => whose.value?.residentId,
    async () => {
      await recallTypes();
      await learnTypes();
    },
    { immediate: true },
  );
}
