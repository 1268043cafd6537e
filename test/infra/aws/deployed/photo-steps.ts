import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, vi } from 'vitest';
import { Photo, PhotoAddress, PhotoUpload } from '../../../../shared/messages/photos.ts';
import { OwnRequest } from '../../../../shared/messages/requests.ts';
import { jpegOf } from '../../../support/photo-files.ts';
import { PHONES, RESIDENTS } from '../../../support/street.ts';
import type { Cloud } from './cloud.ts';

const SOON_MS = 20_000;

/** A form puts a photo into the bucket past the functions; it counts once they have looked at it. */
export async function aPhotoIsPutThere({ deployed, house, stack }: Cloud): Promise<void> {
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
  const own = '/api/v1/resident/photos';
  const ask = (path: string, body?: unknown) =>
    house.call('photos', 'POST', `${own}${path}`, {
      cookie,
      ...(body === undefined ? {} : { body }),
    });
  const upload = async (bytes: Uint8Array<ArrayBuffer>): Promise<readonly [string, number]> => {
    const asked = await ask(`/residents/${RESIDENTS.father}/uploads`, { bytes: 1_000 });
    const { photoId, url, fields } = PhotoUpload.parse(asked.body);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([bytes]), 'photo.jpg');
    return [photoId, (await fetch(url, { method: 'POST', body: form })).status];
  };
  const [photoId, put] = await upload(jpegOf({ width: 8, height: 6 }));
  expect(put).toBe(204);
  const confirmed = await ask(`/${photoId}/confirmation`);
  expect(Photo.parse(confirmed.body)).toMatchObject({ photoId, width: 8, height: 6 });

  // Whoever may see the request is shown it, by an address that the function signs.
  const body = {
    key: '00000000000000zz',
    typeId: 'errands',
    text: '取一个快递',
    details: {},
    photos: [photoId],
  };
  const path = `/api/v1/resident/residents/${RESIDENTS.father}/requests`;
  const asked = OwnRequest.parse(
    (await house.call('resident', 'POST', path, { cookie, body })).body,
  );
  const seen = await house.call('photos', 'GET', `${own}/requests/${asked.requestId}`, { cookie });
  const [address] = PhotoAddress.array().parse(Object(seen.body).photos);
  const signed = new URL(address?.url ?? '');
  // In China it is the bucket's own address, and nothing stands between it and who looks.
  const isAtEdge = stack.ofType('AWS::CloudFront::ResponseHeadersPolicy').length > 0;
  expect(signed.host.includes('cloudfront')).toBe(isAtEdge);
  const shown = await fetch(`${deployed.aws.endpoint}${signed.pathname}${signed.search}`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  // Past the edge it is a picture of a page, or a file to be saved, and never a document.
  expect(shown.headers.get('content-disposition')).toBe('attachment');

  expect((await upload(new Uint8Array(3 * 1024 * 1024)))[1]).toBe(400);
  const [script] = await upload(new TextEncoder().encode('<svg onload="alert(1)"/>'));
  expect((await ask(`/${script}/confirmation`)).code).toBe('photo_not_a_photo');
  const [nothing] = await upload(new Uint8Array());
  expect((await ask(`/${nothing}/confirmation`)).code).toBe('photo_not_there');

  // With its record goes its file.
  const { documents, name } = deployed.table;
  const there = () => [...deployed.aws.objects.keys()].filter((key) => key.includes(photoId));
  expect(there()).toHaveLength(2);
  const Key = { pk: `cmp_1#photo#${photoId}`, sk: 'photo' };
  await documents.send(new DeleteCommand({ TableName: name, Key }));
  await vi.waitFor(() => expect(there()).toEqual([]), SOON_MS);
}
