import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import '../kit/link-page.css';
import './page.css';
import {
  answerWhistle,
  readWhistleCall,
  type WhistleCall,
  WhistleLink,
} from '../../shared/messages/whistles.ts';
import { createApi } from '../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { answerOf, emptyDraft } from './draft.ts';
import {
  askedView,
  everybodyView,
  type FormState,
  failureView,
  formView,
  header,
  takenBackView,
} from './views.ts';
import { inBoth, languageNow, momentWords, switchLanguage, t } from './words.ts';

const api = createApi();
const app = document.getElementById('app') ?? document.body;

let call: WhistleCall | undefined;
let failure: Pick<ApiFailure, 'words'> | undefined;
let missing: FormState['missing'];
let isSending = false;
let isSent = false;
let draft = emptyDraft();

/** What follows the # never leaves the browser by itself. */
const linkNow = () => WhistleLink.safeParse(location.hash.slice(1)).data;

const NO_LINK = { words: { says: inBoth('noLink'), next: inBoth('noLinkNext') } };

async function load(): Promise<void> {
  const link = linkNow();
  if (link === undefined) {
    failure = NO_LINK;
    return show();
  }
  const read = await api.call(readWhistleCall, { body: { link } });
  if (isApiFailure(read)) failure = read;
  else [call, failure] = [read, undefined];
  show();
}

async function send(): Promise<void> {
  const link = linkNow();
  if (isSending || link === undefined) return;
  const answer = answerOf(draft, Date.now());
  missing = typeof answer === 'string' ? answer : undefined;
  if (typeof answer === 'string') return show();
  isSending = true;
  show();
  const answered = await api.call(answerWhistle, { body: { link, answer } });
  isSending = false;
  isSent = !isApiFailure(answered);
  if (isApiFailure(answered)) failure = answered;
  else [call, failure, draft] = [answered, undefined, emptyDraft()];
  show();
}

/** What was missing is looked for again when it is sent. */
function chosen(): void {
  missing = undefined;
  show();
}

function ownView(shown: WhistleCall): HTMLElement {
  if (shown.takenBack !== undefined) return takenBackView(shown.takenBack);
  const own = shown.departments[shown.own]?.state;
  if (own === 'arrived') return h('p', { class: 'card', role: 'status' }, t('thanks'));
  return formView(
    { draft, missing, isSending, isAgain: own === 'coming' || own === 'not_ours' },
    { choose: chosen, send: () => void send() },
  );
}

function bodyOf(shown: WhistleCall): HTMLElement[] {
  const sent =
    isSent && shown.takenBack === undefined
      ? [h('p', { class: 'card strong', role: 'status' }, t('sent'))]
      : [];
  return [
    askedView(shown),
    ...sent,
    ownView(shown),
    everybodyView(shown),
    h('p', { class: 'muted small' }, t('opensUntil', { at: momentWords(shown.opensUntil) })),
  ];
}

function show(): void {
  const focused = document.activeElement?.getAttribute('value');
  document.documentElement.lang = languageNow() === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  const turn = () => {
    switchLanguage();
    show();
  };
  const refused = failure === undefined ? [] : [failureView(failure, () => void load())];
  const nothing = failure === undefined ? [h('p', { role: 'status' }, t('loading'))] : [];
  const main = h('main', {}, ...refused, ...(call === undefined ? nothing : bodyOf(call)));
  app.replaceChildren(header(turn), main);
  // A choice that was just made keeps the focus, though the form was drawn anew.
  if (focused) app.querySelector<HTMLElement>(`input[value="${focused}"]`)?.focus();
}

/** Somebody comes back to it: what the others said meanwhile, unless they are writing. */
function lookAgain(): void {
  const isWriting = draft.note !== '' || draft.comesAt !== '' || isSending;
  if (document.visibilityState === 'visible' && !isWriting) void load();
}

function begin(): void {
  [call, failure, missing, isSent, draft] = [undefined, undefined, undefined, false, emptyDraft()];
  show();
  void load();
}

document.addEventListener('visibilitychange', lookAgain);
addEventListener('hashchange', begin);
begin();
