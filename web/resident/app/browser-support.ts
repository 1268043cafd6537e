/** Keys need a secure page (https) and a browser of this decade. */
export function canHoldPasses(): boolean {
  return typeof crypto !== 'undefined' && 'subtle' in crypto && typeof indexedDB !== 'undefined';
}
