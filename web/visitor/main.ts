import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import '../kit/link-page.css';
import './page.css';
import {
  InvitationLink,
  type OpenedInvitation,
  openInvitation,
} from '../../shared/messages/invitations.ts';
import { createApi } from '../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { serverClock } from '../kit/phone-clock.ts';
import { publicKeyText, signedToken } from '../kit/signed-token.ts';
import { forgetOpened, isUnkept, keepOpened, keptOpened, keyFor } from './kept-visit.ts';
import { liveCode } from './live-code.ts';
import {
  askedView,
  closedView,
  failureView,
  header,
  pinView,
  whenView,
  whereView,
} from './views.ts';
import { inBoth, languageNow, switchLanguage, t } from './words.ts';

const api = createApi({ onServerTime: (sample) => serverClock.learn(sample) });
const app = document.getElementById('app') ?? document.body;
/** The host answers within a minute or two, with the visitor at the gate. */
const ASKED_EVERY_MS = 5_000;

let opened: OpenedInvitation | undefined;
let key: CryptoKeyPair | undefined;
let failure: Pick<ApiFailure, 'words'> | undefined;
let isOpening = false;
let isPinShown = false;

/** What follows the # never leaves the browser by itself. */
const linkNow = () => InvitationLink.safeParse(location.hash.slice(1)).data;
const NO_LINK = { words: { says: inBoth('noLink'), next: inBoth('noLinkNext') } };

async function open(): Promise<void> {
  const link = linkNow();
  if (link === undefined || isOpening) return;
  isOpening = true;
  if (opened === undefined) show();
  const own = await keyFor(link);
  const answer = await api.call(openInvitation, {
    body: {
      link,
      deviceKey: await publicKeyText(own),
      proof: await signedToken(own, { typ: 'xq-device-key+jwt' }, { sub: link }),
    },
  });
  isOpening = false;
  if (isApiFailure(answer)) {
    // Without network what was opened before goes on; a refusal ends it.
    if (answer.code === 'offline' && opened !== undefined) return;
    if (answer.code !== 'offline') await forgetOpened(link);
    [opened, failure] = [undefined, answer];
    return show();
  }
  const isSame = JSON.stringify(answer) === JSON.stringify(opened);
  [opened, key, failure] = [answer, own, undefined];
  await keepOpened(link, answer);
  if (!isSame) show();
}

function bodyOf(shown: OpenedInvitation): readonly (HTMLElement | undefined)[] {
  if (shown.state === 'asked_host') return [whereView(shown), askedView(() => void open())];
  if (key === undefined) return [whereView(shown)];
  return [
    whenView(shown, serverClock.now()),
    liveCode(shown.pass, key),
    h('p', { class: 'aim' }, t('aim')),
    pinView(shown, isPinShown, () => {
      isPinShown = !isPinShown;
      show();
    }),
    whereView(shown),
    isUnkept() ? h('p', { class: 'card strong' }, t('notKept')) : undefined,
    h('p', { class: 'muted small' }, t('forwarded')),
  ];
}

function show(): void {
  document.documentElement.lang = languageNow() === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  const turn = () => {
    switchLanguage();
    show();
  };
  const refused = failure === undefined ? [] : [failureView(failure, () => void open())];
  const closed = failure === undefined ? [closedView(isOpening, () => void open())] : [];
  const body = opened === undefined ? closed : bodyOf(opened);
  app.replaceChildren(header(turn), h('main', {}, ...refused, ...body));
}

async function begin(): Promise<void> {
  [opened, key, failure, isPinShown] = [undefined, undefined, undefined, false];
  const link = linkNow();
  if (link === undefined) {
    failure = NO_LINK;
    return show();
  }
  opened = await keptOpened(link);
  if (opened === undefined) return show();
  key = await keyFor(link);
  show();
  // It may have been cancelled, moved, or be someone's who was asked: the server knows.
  await open();
}

function lookAgain(): void {
  if (document.visibilityState === 'visible' && opened !== undefined) void open();
}

setInterval(() => {
  if (opened?.state === 'asked_host') lookAgain();
}, ASKED_EVERY_MS);
document.addEventListener('visibilitychange', lookAgain);
addEventListener('hashchange', () => void begin());
void begin();
