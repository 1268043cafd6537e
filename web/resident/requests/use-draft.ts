import { onScopeDispose, reactive, ref, shallowRef, toRaw, watch } from 'vue';
import type { RequestType } from '../../../shared/desk/request-types.ts';
import type { ResidentId } from '../../../shared/ids.ts';
import { isBlank } from './check-draft.ts';
import {
  type Draft,
  draftOf,
  dropDraft,
  type KeptPhoto,
  keepDraft,
  loadKept,
} from './kept-requests.ts';
import { newSubmissionKey } from './submission-key.ts';
import { whose } from './whose-requests.ts';

/**
 * What is being written for somebody, kept on the phone letter by letter: whoever leaves, reloads
 * or loses the network finds it as it was.
 */
export function useDraft(typeId: RequestType['typeId']) {
  const written = reactive<Pick<Draft, 'text' | 'details'>>({ text: '', details: {} });
  const photos = shallowRef<readonly KeptPhoto[]>([]);
  const ready = ref(false);
  let key = newSubmissionKey();
  let owner: ResidentId | undefined;
  let isSubmitted = false;

  const now = (): Draft | undefined =>
    owner === undefined
      ? undefined
      : {
          key,
          residentId: owner,
          typeId,
          text: written.text,
          details: { ...toRaw(written.details) },
          photos: [...photos.value],
        };

  const keep = (): Promise<void> => {
    const draft = now();
    if (draft === undefined || isSubmitted) return Promise.resolve();
    return isBlank(draft) ? dropDraft(draft) : keepDraft(draft);
  };

  const goOn = (kept: Draft): void => {
    key = kept.key;
    written.text = kept.text;
    for (const field of Object.keys(written.details)) delete written.details[field];
    Object.assign(written.details, kept.details);
    photos.value = kept.photos;
  };
  const begin = async (): Promise<void> => {
    await loadKept();
    owner = whose.value?.residentId;
    const kept = owner === undefined ? undefined : draftOf({ residentId: owner, typeId });
    if (kept !== undefined) goOn(kept);
    ready.value = true;
  };
  void begin();

  watch([() => [written.text, ...Object.values(written.details)], photos], () => {
    if (ready.value) void keep();
  });
  // What was written goes along with whoever it is for now, unless something was begun for them.
  watch(
    () => whose.value?.residentId,
    async (residentId) => {
      const before = now();
      if (!ready.value || residentId === undefined || before === undefined) return;
      owner = residentId;
      const theirs = draftOf({ residentId, typeId });
      if (theirs !== undefined) {
        goOn(theirs);
        return;
      }
      await dropDraft(before);
      await keep();
    },
  );

  let isOpen = true;
  onScopeDispose(() => {
    isOpen = false;
  });

  return {
    written,
    photos,
    ready,
    now,
    /** Nothing of it is kept as a draft from here on. */
    submitted: () => {
      isSubmitted = true;
    },
    /** It was not taken: somebody goes on with it. */
    again: () => {
      isSubmitted = false;
    },
    isOpen: () => isOpen,
  };
}
