import { stateAfter } from '../../../shared/desk/request-lifecycle.ts';
import {
  claimRequest,
  type RequestRow,
  type StaffRequest,
  type StaffStep,
  workOnRequest,
} from '../../../shared/messages/requests.ts';
import { type ApiFailure, isApiFailure, OFFLINE } from '../../kit/api-failure.ts';
import { networkGone } from '../../kit/network.ts';
import { announce } from '../app/notice.ts';
import { api } from '../app/session.ts';
import { t } from '../words/words.ts';
import { requestChanged } from './fresh.ts';
import { doWords, whereWords } from './step-words.ts';
import { newKey } from './submission-key.ts';
import { typeWords } from './type-words.ts';
import { keepUnsent, notReached, sendUnsent, unsentOf } from './unsent.ts';

/** What somebody does on the spot, where there may be no network. What others wait for needs one. */
const WAITS: readonly StaffStep['step'][] = ['note', 'start', 'pause', 'resume', 'finish'];

type About = Pick<
  RequestRow,
  'requestId' | 'typeId' | 'typeName' | 'building' | 'houseLabel' | 'sensitive' | 'state'
>;

export const aboutWords = (row: About): string => `${typeWords(row)} ${whereWords(row)}`.trim();

/** How it stands once what waits on this phone has been sent. */
export const stateSeen = ({ requestId, state }: Pick<About, 'requestId' | 'state'>) =>
  unsentOf(requestId).reduce((so, { what }) => stateAfter(so, what.step) ?? so, state);

/**
 * Takes a step: now, or once there is a network again.
 * @param photos that wait on this phone, by their names there
 * @returns true where it is taken or waits on the phone
 */
export async function takeStep(
  row: About,
  what: StaffStep,
  photos: readonly string[] = [],
): Promise<true | ApiFailure> {
  const { requestId } = row;
  const key = newKey();
  const keep = (): void =>
    keepUnsent({ requestId, key, what, photos: [...photos], about: aboutWords(row) });
  const later = (): true => {
    keep();
    announce({ says: t('rqKept', { what: doWords(what.step) }) });
    return true;
  };
  const mayWait = WAITS.includes(what.step);
  const comesAfter = unsentOf(requestId).length > 0;
  if (mayWait && (networkGone.value || comesAfter)) {
    later();
    void sendUnsent();
    return true;
  }
  if (photos.length > 0) {
    // The photos go first, and what waits for them goes by the same way as without a network.
    keep();
    await sendUnsent();
    const isSent = unsentOf(requestId).length === 0;
    const words = { what: doWords(what.step), about: aboutWords(row) };
    announce({ says: isSent ? t('rqDone', words) : t('rqKept', words) });
    return true;
  }
  const answer = await api.call(workOnRequest, { params: { requestId }, body: { key, what } });
  if (!isApiFailure(answer)) {
    requestChanged(answer);
    announce({ says: t('rqDone', { what: doWords(what.step), about: aboutWords(row) }) });
    return true;
  }
  if (mayWait && notReached(answer)) return later();
  if (answer.code === 'state_conflict' || answer.code === 'step_refused') requestChanged();
  return answer;
}

/** Who is first is the server's to say: a claim does not wait for a network. */
const CLAIM_WANTS_NETWORK: ApiFailure = {
  ...OFFLINE,
  words: {
    says: {
      zh: '没有网络，抢不了单：谁先抢到要由服务器定。',
      en: 'Claiming needs the network: the server says who was first.',
    },
    next: {
      zh: '没有替您排队，连上网后请再点一次。',
      en: 'Nothing was queued. Tap again once you are online.',
    },
  },
};

/** Takes one that nobody has. Who was first is in the refusal. */
export async function claim({ requestId }: About): Promise<StaffRequest | ApiFailure> {
  if (networkGone.value) return CLAIM_WANTS_NETWORK;
  const answer = await api.call(claimRequest, { params: { requestId } });
  requestChanged(isApiFailure(answer) ? undefined : answer);
  return isApiFailure(answer) && answer.code === 'offline' ? CLAIM_WANTS_NETWORK : answer;
}
