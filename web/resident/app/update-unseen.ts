import { takeNewRelease } from '../../kit/offline/kept-page.ts';
import { router } from './router.ts';

/** Nothing is typed on the page of the code, and nobody looks at a hidden one. */
const unseen = (): boolean => document.hidden && router.currentRoute.value.name === 'pass';

/** A newer release comes while the phone is put away, never while a code is being shown. */
export function updateUnseen(): void {
  document.addEventListener('visibilitychange', () => {
    if (unseen()) void takeNewRelease('resident', unseen);
  });
}
