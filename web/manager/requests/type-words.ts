import { shallowRef } from 'vue';
import { FIRST_REQUEST_TYPES, type RequestType } from '../../../shared/desk/request-types.ts';
import { typeNameIn } from '../../../shared/desk/type-name.ts';
import { language } from '../../kit/language.ts';

/** At the desk that is looked at: what every desk begins with, until it is read. */
export const knownTypes = shallowRef<readonly RequestType[]>(FIRST_REQUEST_TYPES);

/** What a request's type is called in the language shown. */
export const typeWords = (row: { readonly typeId: string; readonly typeName: string }): string =>
  typeNameIn(knownTypes.value, row, language.value);
