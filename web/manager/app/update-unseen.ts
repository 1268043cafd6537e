import { takeNewRelease } from '../../kit/offline/kept-page.ts';

/** Fields that somebody has begun to fill in, and questions that are open over the page. */
const BEGUN = '[role=dialog], dialog[open], [aria-busy=true], .is-loading';

const isTyped = (field: HTMLInputElement | HTMLTextAreaElement): boolean =>
  field.value !== '' && field.type !== 'radio' && field.type !== 'checkbox';

/** Nobody looks, nothing is typed, chosen or asked, and nothing is on its way. */
function unseen(): boolean {
  if (!document.hidden || document.querySelector(BEGUN) !== null) return false;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input, textarea',
  );
  return ![...fields].some(isTyped);
}

/** A newer release comes while the console is behind something else, with nothing begun on it. */
export function updateUnseen(): void {
  document.addEventListener('visibilitychange', () => {
    if (unseen()) void takeNewRelease('manager', unseen);
  });
}
