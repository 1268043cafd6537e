import { type Ref, shallowRef } from 'vue';
import type { PhotoId, ResidentId } from '../../../shared/ids.ts';
import type { OwnRequest } from '../../../shared/messages/requests.ts';
import { type ApiFailure, failureOf } from '../../kit/api-failure.ts';

export async function putPhoto(_of: ResidentId, _picture: Blob): Promise<PhotoId | ApiFailure> {
  return failureOf('fault');
}
export async function shrunk(file: File): Promise<Blob | undefined> {
  return file.type.startsWith('image/') ? file : undefined;
}
export function useAddresses(
  _request: Ref<OwnRequest | undefined>,
): Ref<ReadonlyMap<PhotoId, string>> {
  return shallowRef(new Map());
}
