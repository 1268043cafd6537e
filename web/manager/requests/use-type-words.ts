import { watchEffect } from 'vue';
import { FIRST_REQUEST_TYPES } from '../../../shared/desk/request-types.ts';
import { language } from '../../kit/language.ts';
import { knownTypes } from './type-words.ts';
import { useDeskSettings } from './use-requests.ts';

/** For a page with requests on it: they carry the Chinese names of their types, the others are asked for. */
export function useTypeWords(): void {
  const { answer } = useDeskSettings(() => language.value !== 'zh');
  watchEffect(() => {
    knownTypes.value = answer.value?.types ?? FIRST_REQUEST_TYPES;
  });
}
