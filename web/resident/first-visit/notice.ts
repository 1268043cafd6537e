import { shallowRef } from 'vue';
import { type Notice, readNotice } from '../../../shared/messages/sign-in.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { api } from '../app/api.ts';

/** Who answers for the records; read once a page. */
export const notice = shallowRef<Notice>();

export async function loadNotice(): Promise<Notice | ApiFailure> {
  if (notice.value !== undefined) return notice.value;
  const read = await api.call(readNotice);
  if (!isApiFailure(read)) notice.value = read;
  return read;
}
