import type { OpenedInvitation } from '../../shared/messages/invitations.ts';
import { timesWords } from '../../shared/visitors/times-words.ts';
import { beginsAt, endsAt } from '../../shared/visitors/visit-times.ts';
import type { ApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { languageNow, t } from './words.ts';

export function header(onSwitch: () => void): HTMLElement {
  const other = languageNow() === 'zh' ? 'en' : 'zh-CN';
  const button = h('button', { type: 'button', class: 'link', lang: other }, t('other'));
  button.addEventListener('click', onSwitch);
  return h('header', { class: 'top' }, h('h1', { tabindex: '-1' }, t('title')), button);
}

function tapped(words: string, on: () => void, changed: Record<string, string> = {}): HTMLElement {
  const button = h('button', { type: 'button', class: 'button', ...changed }, words);
  button.addEventListener('click', on);
  return button;
}

export function failureView(
  { words }: Pick<ApiFailure, 'words'>,
  onRetry: (() => void) | undefined,
): HTMLElement {
  const language = languageNow();
  return h(
    'section',
    { class: 'card refused', role: 'alert' },
    h('p', { class: 'strong' }, words.says[language]),
    h('p', {}, words.next[language]),
    onRetry === undefined ? undefined : tapped(t('retry'), onRetry, { class: 'button plain' }),
  );
}

/** A look at the link opens nothing: whoever means to come taps. */
export function closedView(isOpening: boolean, onOpen: () => void): HTMLElement {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('invited')),
    h('p', {}, t('openWhy')),
    tapped(t(isOpening ? 'opening' : 'open'), onOpen, isOpening ? { 'aria-busy': 'true' } : {}),
  );
}

const row = (label: string, value: string): readonly HTMLElement[] => [
  h('dt', {}, label),
  h('dd', {}, value),
];

export function whereView(opened: OpenedInvitation): HTMLElement {
  const { name, place, building, gates, times, plate } = opened;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('welcome', { name })),
    h(
      'dl',
      {},
      ...row(t('where'), `${place} ${building}`),
      ...row(t('when'), timesWords(times, languageNow())),
      ...row(t('gates'), gates.join(languageNow() === 'zh' ? '、' : ', ')),
      ...(plate === undefined ? [] : row(t('plate'), plate)),
    ),
  );
}

/** Said above the code where the gate would say the same of it. */
export function whenView({ times }: OpenedInvitation, now: number): HTMLElement | undefined {
  if (now < beginsAt(times)) {
    const when = timesWords(times, languageNow());
    return h('p', { class: 'card strong', role: 'status' }, t('notYet', { when }));
  }
  if (now < endsAt(times)) return undefined;
  return h(
    'section',
    { class: 'card refused', role: 'status' },
    h('p', { class: 'strong' }, t('over')),
    h('p', {}, t('overNext')),
  );
}

export function askedView(onLook: () => void): HTMLElement {
  return h(
    'section',
    { class: 'card', role: 'status' },
    h('p', { class: 'strong' }, t('asked')),
    h('p', {}, t('askedNext')),
    tapped(t('lookAgain'), onLook, { class: 'button plain' }),
  );
}

/** The digits are hidden until they are wanted: whoever looks over a shoulder reads none. */
export function pinView(
  { pin, house }: Extract<OpenedInvitation, { state: 'open' }>,
  isShown: boolean,
  onTurn: () => void,
): HTMLElement {
  if (!isShown) return tapped(t('pin'), onTurn, { class: 'link' });
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('pinTitle')),
    h('p', {}, t('pinSay')),
    h('p', { class: 'digits' }, house),
    h('p', { class: 'digits', 'data-testid': 'pin' }, `${pin.slice(0, 3)} ${pin.slice(3)}`),
    tapped(t('pinHide'), onTurn, { class: 'button plain' }),
  );
}
