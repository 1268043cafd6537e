import type { Outcome } from '../../shared/gate/outcomes.ts';
import { REASON_WORDS } from '../../shared/gate/reason-words.ts';
import type { OpenedByScan } from '../../shared/messages/scan-to-open.ts';
import type { ApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { say, t } from './words.ts';

export function header(turn: () => void): HTMLElement {
  const other = h('button', { type: 'button', class: 'text-button' }, t('other'));
  other.addEventListener('click', turn);
  return h('header', { class: 'top' }, h('p', { class: 'strong' }, t('title')), other);
}

const heading = (text: string) => h('h1', { tabindex: '-1' }, text);

export const codeLink = (): HTMLElement =>
  h('p', { class: 'centred' }, h('a', { class: 'text-button', href: '/resident/' }, t('myCode')));

export function toldView(is: 'gate_code_old' | 'gate_code_unknown'): HTMLElement[] {
  return [heading(t(is)), h('p', {}, t(`${is}Next`)), ...scanAgain()];
}

export const scanAgain = (): HTMLElement[] => [
  h('p', { class: 'large strong' }, t('scanAgain')),
  h('p', {}, t('scanHow')),
];

export const nothingView = (): HTMLElement[] => [heading(t('title')), ...scanAgain()];

export function signInView(): HTMLElement[] {
  const go = h('a', { class: 'action', href: '/resident/' }, t('toSignIn'));
  return [heading(t('signIn')), h('p', {}, t('signInNext')), go];
}

export const elsewhereView = (): HTMLElement[] => [
  heading(t('elsewhere')),
  h('p', {}, t('elsewhereNext')),
];

export function failureView({ words }: Pick<ApiFailure, 'words'>): HTMLElement {
  return h(
    'section',
    { class: 'card refused', role: 'alert' },
    h('p', { class: 'strong' }, say(words.says)),
    h('p', {}, say(words.next)),
  );
}

export function tapView(
  {
    gateName,
    name,
    isOpening,
    failure,
  }: {
    readonly gateName: string | undefined;
    readonly name: string;
    readonly isOpening: boolean;
    readonly failure: ApiFailure | undefined;
  },
  open: () => void,
): HTMLElement[] {
  const word = t(isOpening ? 'tapping' : 'tap');
  const tap = h('button', { type: 'button', class: 'tap', 'aria-busy': String(isOpening) }, word);
  tap.addEventListener('click', open);
  return [
    heading(t('open', { gate: gateName ?? t('theGate') })),
    h('p', { class: 'muted' }, t('as', { name })),
    ...(failure === undefined ? [] : [failureView(failure)]),
    tap,
    h('p', { class: 'muted small' }, t('tapWhy')),
  ];
}

/** The outline alone tells which it is. */
const SHAPES: Readonly<Record<Outcome, string>> = {
  allow:
    '<circle class="body" cx="50" cy="50" r="47"/><path class="mark" d="M27 52 L44 69 L74 34"/>',
  ask: '<path class="body" d="M50 2 L98 50 L50 98 L2 50 Z"/><path class="mark" d="M37 40 A13.5 13.5 0 1 1 55 53 Q50 56 50 62"/><circle class="dot" cx="50" cy="75" r="5"/>',
  deny: '<path class="body" d="M31 3 H69 L97 31 V69 L69 97 H31 L3 69 V31 Z"/><path class="mark" d="M24 50 H76"/>',
};

function sayOf(
  { outcome, reason, door, goTo, rung }: OpenedByScan,
  secondsLeft: number,
): [what: string, next: string] {
  if (rung !== undefined) return [t('rung'), t('rungNext', { seconds: secondsLeft })];
  if (goTo !== undefined) return [t('goTo', { gate: goTo }), t('goToNext')];
  if (outcome !== 'allow') {
    const { resident, residentNext } = REASON_WORDS[reason];
    return [say(resident), say(residentNext)];
  }
  if (door === 'opened') return [t('opened'), t('openedNext')];
  if (door === 'silent') return [t('silent'), t('silentNext')];
  return door === 'none' ? [t('letIn'), t('letInNext')] : [t('already'), t('alreadyNext')];
}

export function verdictView(answer: OpenedByScan, secondsLeft: number): HTMLElement {
  const [what, next] = sayOf(answer, secondsLeft);
  const sign = h('div', { class: 'sign', 'aria-hidden': 'true' });
  sign.innerHTML = `<svg viewBox="0 0 100 100">${SHAPES[answer.outcome]}</svg>`;
  return h(
    'section',
    { class: 'verdict', 'data-outcome': answer.outcome, role: 'status' },
    sign,
    h('p', {}, answer.gateName),
    heading(what),
    h('p', {}, next),
  );
}
