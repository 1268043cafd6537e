/** What a tab remembers of what was typed, looked for and chosen, for the next one who signs in. */
const OURS = ['xq-manager', 'xq-announcement-draft-'];

export function forgetTyped(storage: () => Storage = () => sessionStorage): void {
  try {
    const kept = storage();
    const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '');
    for (const key of keys.filter((one) => OURS.some((ours) => one.startsWith(ours)))) {
      kept.removeItem(key);
    }
  } catch {
    // A browser that forbids storage has remembered nothing.
  }
}
