import type { RequestType } from './request-types.ts';

/** What a compound has named itself: always in Chinese, and in English where somebody has said how. */
export function nameIn(
  { zh, en = '' }: { readonly zh: string; readonly en?: string | undefined },
  language: 'zh' | 'en',
): string {
  return language === 'en' && en !== '' ? en : zh;
}

/**
 * What the type of a request is called: as the request carries it, and in English where the type
 * still goes by that name and has one.
 */
export function typeNameIn(
  types: readonly RequestType[],
  { typeId, typeName }: { readonly typeId: string; readonly typeName: string },
  language: 'zh' | 'en',
): string {
  const name = types.find((one) => one.typeId === typeId)?.name;
  return name?.zh === typeName ? nameIn(name, language) : typeName;
}
