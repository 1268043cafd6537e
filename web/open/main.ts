import '../kit/schemas-without-eval.ts';
import '../kit/kit.css';
import './page.css';
import { type OpenedByScan, openByScan } from '../../shared/messages/scan-to-open.ts';
import { residentSignIn } from '../../shared/messages/sign-in.ts';
import { createApi } from '../kit/api.ts';
import { type ApiFailure, isApiFailure } from '../kit/api-failure.ts';
import { h } from '../kit/dom.ts';
import { openDeviceRecords } from '../kit/key-store.ts';
import { serverClock } from '../kit/phone-clock.ts';
import { EMPTY_WALLET, WALLET_NAME, WALLET_RECORDS, Wallet } from '../kit/wallet.ts';
import { answerChallenge, gateOf, passFor } from './answer-challenge.ts';
import { readScanned, type Scanned } from './scanned.ts';
import * as views from './views.ts';
import { languageNow, switchLanguage, t } from './words.ts';

/** Whoever has just scanned a gate: one tap, and what became of it. */
const api = createApi({
  onServerTime: serverClock.learn,
  renewSession: residentSignIn.renewSession,
});
const app = document.getElementById('app') ?? document.body;

let scanned: Scanned = { is: 'nothing' };
let wallet: Wallet = EMPTY_WALLET;
let answer: OpenedByScan | undefined;
let failure: ApiFailure | undefined;
let isOpening = false;
let secondsLeft = 0;
let waiting: ReturnType<typeof setInterval> | undefined;

const SIGNED_OUT: readonly string[] = ['not_signed_in', 'session_expired', 'session_reused'];

async function open(): Promise<void> {
  if (scanned.is !== 'ticket' || isOpening) return;
  const { ticket } = scanned;
  const gateId = gateOf(ticket);
  const pass = gateId && passFor(wallet, gateId);
  if (pass === undefined || gateId === undefined) return;
  isOpening = true;
  show();
  const code = await answerChallenge(pass, ticket);
  const answered = await api.call(openByScan, { params: { gateId }, body: { ticket, code } });
  isOpening = false;
  if (isApiFailure(answered)) return refused(answered);
  [answer, failure] = [answered, undefined];
  if (answered.rung !== undefined) {
    scanned = { ...scanned, ticket: answered.rung.ticket };
    waitUntil(answered.rung.opensAt);
  }
  show();
}

function refused(by: ApiFailure): void {
  if (by.code === 'gate_code_old' || by.code === 'gate_code_unknown') scanned = { is: by.code };
  else if (SIGNED_OUT.includes(by.code)) scanned = { is: 'not_signed_in' };
  [answer, failure] = [undefined, by];
  show();
}

/** Where nobody stands: the half minute is counted down, and then it is asked again. */
function waitUntil(opensAt: number): void {
  clearInterval(waiting);
  const look = () => {
    secondsLeft = Math.max(0, Math.ceil((opensAt - serverClock.now()) / 1_000));
    if (secondsLeft === 0) {
      clearInterval(waiting);
      void open();
    } else show();
  };
  waiting = setInterval(look, 1_000);
  secondsLeft = Math.ceil((opensAt - serverClock.now()) / 1_000);
}

function body(): HTMLElement[] {
  if (answer !== undefined) return [views.verdictView(answer, secondsLeft)];
  if (scanned.is === 'not_signed_in') return views.signInView();
  if (scanned.is === 'nothing') return views.nothingView();
  if (scanned.is !== 'ticket') return views.toldView(scanned.is);
  const gateId = gateOf(scanned.ticket);
  const pass = gateId && passFor(wallet, gateId);
  if (wallet.passes.length === 0) return views.signInView();
  if (pass === undefined) return views.elsewhereView();
  const { gateName } = scanned;
  const shown = { gateName, name: pass.holder.maskedName, isOpening, failure };
  return views.tapView(shown, () => void open());
}

function show(): void {
  document.documentElement.lang = languageNow() === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  const turn = () => {
    switchLanguage();
    show();
  };
  const isIn = answer?.outcome === 'allow';
  const more = wallet.passes.length > 0 && !isIn ? [views.codeLink()] : [];
  app.replaceChildren(views.header(turn), h('main', {}, ...body(), ...more));
}

async function begin(): Promise<void> {
  const hash = location.hash;
  if (hash === '') return show();
  [scanned, answer, failure] = [readScanned(hash), undefined, undefined];
  clearInterval(waiting);
  // Off the address at once: nobody is handed a ticket with a link.
  history.replaceState(null, '', location.pathname);
  const kept = await openDeviceRecords(WALLET_RECORDS)
    .read(WALLET_NAME, Wallet)
    .catch(() => undefined);
  wallet = kept ?? EMPTY_WALLET;
  show();
}

addEventListener('hashchange', () => void begin());
void begin();
