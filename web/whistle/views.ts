import type { CalledDepartment, WhistleCall } from '../../shared/messages/whistles.ts';
import type { ApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { type Draft, SAYINGS } from './draft.ts';
import { languageNow, momentWords, t } from './words.ts';

const NOTE_LENGTH = '500';

export function header(onSwitch: () => void): HTMLElement {
  const other = languageNow() === 'zh' ? 'en' : 'zh-CN';
  const button = h('button', { type: 'button', class: 'link', lang: other }, t('other'));
  button.addEventListener('click', onSwitch);
  return h('header', { class: 'top' }, h('h1', { tabindex: '-1' }, t('title')), button);
}

export function failureView(
  { words }: Pick<ApiFailure, 'words'>,
  onRetry: (() => void) | undefined,
): HTMLElement {
  const language = languageNow();
  const view = h(
    'section',
    { class: 'card refused', role: 'alert' },
    h('p', { class: 'strong' }, words.says[language]),
    h('p', {}, words.next[language]),
  );
  if (onRetry !== undefined) {
    const button = h('button', { type: 'button', class: 'button plain' }, t('retry'));
    button.addEventListener('click', onRetry);
    view.append(button);
  }
  return view;
}

/** What this department is waited for; undefined where it is not. */
function awaitedWords({ departments, own, takenBack }: WhistleCall): string | undefined {
  const called = departments[own];
  if (called === undefined || takenBack !== undefined) return undefined;
  const { name, state, by, comesAt, askedAgainAt } = called;
  const hasNotCome = state === 'silent' || (state === 'coming' && askedAgainAt !== undefined);
  if (hasNotCome && comesAt !== undefined) return t('asked', { at: momentWords(comesAt) });
  if (state === 'silent') return t('late', { at: momentWords(by) });
  return state === 'called' ? t('answerBy', { name, at: momentWords(by) }) : undefined;
}

export function askedView(call: WhistleCall): HTMLElement {
  const awaited = awaitedWords(call);
  return h(
    'section',
    { class: 'card' },
    h('p', { class: 'muted' }, t('asks')),
    h('h2', {}, call.place),
    h('p', { class: 'asked' }, call.asked),
    awaited === undefined ? undefined : h('p', { class: 'strong' }, awaited),
    call.hotlineNumber === undefined
      ? undefined
      : h('p', {}, t('hotline', { number: call.hotlineNumber })),
    h('p', { class: 'muted small' }, t('blownAt', { at: momentWords(call.at) })),
  );
}

export function takenBackView({ at, reason }: NonNullable<WhistleCall['takenBack']>): HTMLElement {
  return h(
    'section',
    { class: 'card', role: 'status' },
    h('p', { class: 'strong' }, t('takenBack')),
    h('p', { class: 'asked' }, reason),
    h('p', { class: 'muted small' }, t('takenBackAt', { at: momentWords(at) })),
  );
}

function stateWords({ state, comesAt }: CalledDepartment): string {
  return t(state, { at: comesAt === undefined ? '' : momentWords(comesAt) });
}

function departmentView(department: CalledDepartment, isOwn: boolean): HTMLElement {
  const { name, state, by, note } = department;
  return h(
    'li',
    { class: `department ${state}` },
    h('p', {}, h('span', { class: 'strong' }, name), isOwn ? ` · ${t('own')}` : ''),
    h('p', { class: 'state' }, stateWords(department)),
    state === 'called' || state === 'silent'
      ? h('p', { class: 'muted small' }, t('by', { at: momentWords(by) }))
      : undefined,
    note === undefined ? undefined : h('p', { class: 'note' }, note),
  );
}

export function everybodyView(call: WhistleCall): HTMLElement {
  const rows = call.departments.map((one, number) => departmentView(one, number === call.own));
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('everybody')),
    h('ul', { class: 'departments' }, ...rows),
  );
}

const SAID = { arrived: 'sayArrived', coming: 'sayComing', not_ours: 'sayNotOurs' } as const;

export type FormState = {
  readonly draft: Draft;
  readonly isAgain: boolean;
  readonly isSending: boolean;
  readonly missing: 'choose' | 'noTime' | 'noWhy' | undefined;
};

/** The answer's form. What is typed goes into the draft at once, so that nothing is lost. */
export function formView(
  { draft, isAgain, isSending, missing }: FormState,
  on: { readonly choose: () => void; readonly send: () => void },
): HTMLElement {
  const choices = SAYINGS.map((says) => {
    const input = h('input', {
      type: 'radio',
      name: 'says',
      value: says,
      checked: draft.says === says,
    });
    input.addEventListener('change', () => {
      draft.says = says;
      on.choose();
    });
    return h('label', { class: 'choice' }, input, h('span', {}, t(SAID[says])));
  });
  const time = h('input', { type: 'datetime-local', name: 'comesAt', value: draft.comesAt });
  time.addEventListener('input', () => {
    draft.comesAt = time.value;
  });
  const note = h('textarea', { name: 'note', rows: '3', maxlength: NOTE_LENGTH });
  note.value = draft.note;
  note.addEventListener('input', () => {
    draft.note = note.value;
  });
  const form = h(
    'form',
    { class: 'card', novalidate: true },
    h('fieldset', {}, h('legend', {}, t(isAgain ? 'formAgain' : 'form')), ...choices),
    draft.says === 'coming' ? h('label', { class: 'field' }, t('comesAt'), time) : undefined,
    h('label', { class: 'field' }, t(draft.says === 'not_ours' ? 'why' : 'note'), note),
    h('p', { class: 'muted small' }, t('noteHint')),
    missing === undefined ? undefined : h('p', { class: 'strong', role: 'alert' }, t(missing)),
    h(
      'button',
      { type: 'submit', class: 'button', 'aria-busy': isSending ? 'true' : undefined },
      t(isSending ? 'sending' : 'send'),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    on.send();
  });
  return form;
}
