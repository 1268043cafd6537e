import { computed, shallowRef, watch } from 'vue';
import { FIRST_REQUEST_TYPES, RequestTypes } from '../../../shared/desk/request-types.ts';
import { compoundOf, type ResidentId } from '../../../shared/ids.ts';
import { readOfferedTypes } from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';
import { records } from '../wallet/kept-wallet.ts';
import { named } from './request-words.ts';
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

/** What is known about a type, offered or no longer. */
export const typeOf = (residentId: ResidentId, typeId: string): Types[number] | undefined =>
  (known.value.get(compoundOf(residentId)) ?? FIRST_REQUEST_TYPES).find(
    (one) => one.typeId === typeId,
  );

/** As the request carries it, and in English where the type still goes by that name and has one. */
export function typeNameOf(
  residentId: ResidentId,
  { typeId, typeName }: { readonly typeId: string; readonly typeName: string },
): string {
  const name = typeOf(residentId, typeId)?.name;
  return name?.zh === typeName ? named(name) : typeName;
}

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
