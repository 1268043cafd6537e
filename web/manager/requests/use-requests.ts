import { computed, onBeforeUnmount, onMounted, shallowReactive, watch } from 'vue';
import { isHeld, isWaiting } from '../../../shared/desk/request-lifecycle.ts';
import { listTeams, readDeskSettings } from '../../../shared/messages/desk-settings.ts';
import {
  readBoard,
  readMoreOfBoard,
  readMyTasks,
  readOpenToMe,
} from '../../../shared/messages/requests.ts';
import { networkGone } from '../../kit/network.ts';
import { useCompound } from '../app/compound.ts';
import { useAnswer } from '../app/queries.ts';
import { api, session, signedInAs } from '../app/session.ts';
import { FIRST_ROWS, MORE_ROWS, readRows } from './board-rows.ts';
import { REQUESTS, withFresh } from './fresh.ts';
import { SETTINGS, TEAMS } from './save-settings.ts';
import { sendUnsent, unsent } from './unsent.ts';

/** A worker waits for work: the page asks more often than others. */
const OFTEN_MS = 20_000;

export function useMyTasks() {
  const { place, may } = useCompound();
  const asked = useAnswer({
    key: () => [REQUESTS, place.value?.compoundId, 'mine'],
    when: () => place.value !== undefined && may('request.work'),
    ask: () => api.call(readMyTasks, { params: { compoundId: place.value?.compoundId ?? '' } }),
    everyMs: OFTEN_MS,
    kept: readMyTasks.answer,
  });
  return {
    ...asked,
    tasks: computed(
      () =>
        asked.answer.value &&
        withFresh(
          asked.answer.value.requests,
          ({ assignee, state }) => assignee === signedInAs.value?.staffId && isHeld(state),
        ),
    ),
    cap: computed(() => asked.answer.value?.cap),
  };
}

export function useOpenToMe() {
  const { place, may } = useCompound();
  const asked = useAnswer({
    key: () => [REQUESTS, place.value?.compoundId, 'open-to-me'],
    when: () => place.value !== undefined && may('request.claim'),
    ask: () => api.call(readOpenToMe, { params: { compoundId: place.value?.compoundId ?? '' } }),
    everyMs: OFTEN_MS,
    kept: readOpenToMe.answer,
  });
  return {
    ...asked,
    open: computed(
      () =>
        asked.answer.value &&
        // What somebody returns need not be theirs to take again: the server says that.
        withFresh(asked.answer.value.requests, ({ state }) => isWaiting(state)),
    ),
  };
}

/** How many rows of a board are looked at, where somebody wanted more than the first. */
const wanted = shallowReactive(new Map<string, number>());
const wantedOf = (compoundId: string): number => wanted.get(compoundId) ?? FIRST_ROWS;

const readBoardRows = (compoundId: string) =>
  readRows<string>(wantedOf(compoundId), (after) =>
    after === undefined
      ? api.call(readBoard, { params: { compoundId } })
      : api.call(readMoreOfBoard, { params: { compoundId, boardCursor: after } }),
  );

export function useBoard() {
  const { place, may } = useCompound();
  const compoundId = () => place.value?.compoundId ?? '';
  const asked = useAnswer({
    key: () => [REQUESTS, place.value?.compoundId, 'board'],
    when: () => place.value !== undefined && may('request.board'),
    ask: () => readBoardRows(compoundId()),
  });
  return {
    ...asked,
    rows: computed(
      () =>
        asked.answer.value &&
        withFresh(
          asked.answer.value.requests,
          ({ state }) => state !== 'closed' && state !== 'cancelled',
        ),
    ),
    /** There are others behind these: every count is of what is seen. */
    goesOn: computed(() => asked.answer.value?.goesOn === true),
    /** Reads all of them anew, so that they are of one moment. */
    seeMore: async (): Promise<void> => {
      const seen = asked.answer.value?.requests.length ?? 0;
      wanted.set(compoundId(), seen + MORE_ROWS);
      await asked.askAgain();
    },
  };
}

/** @param wanted where the page can do without them for now */
export function useDeskSettings(wanted: () => boolean = () => true) {
  const { place, may } = useCompound();
  return useAnswer({
    key: () => [SETTINGS, place.value?.compoundId],
    when: () => place.value !== undefined && may('desk_settings.read') && wanted(),
    ask: () =>
      api.call(readDeskSettings, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
}

export function useTeams() {
  const { place, may } = useCompound();
  return useAnswer({
    key: () => [TEAMS, place.value?.compoundId],
    when: () => place.value !== undefined && may('desk_settings.read'),
    ask: () => api.call(listTeams, { params: { compoundId: place.value?.compoundId ?? '' } }),
  });
}

/** Sends what waits whenever it may come through: at once, when the network is back, and again. */
export function useSendingUnsent(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    void sendUnsent();
    timer = setInterval(() => {
      if (unsent.value.length > 0) void sendUnsent();
    }, OFTEN_MS);
  });
  watch([networkGone, session], () => void sendUnsent());
  onBeforeUnmount(() => clearInterval(timer));
}
