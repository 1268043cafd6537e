import * as photos from '../../shared/messages/photos.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const photoId = 'pho_1_0000000000000001';
const upload = {
  photoId,
  url: 'https://photos.s3.ap-southeast-1.amazonaws.com/',
  fields: { key: `uploads/cmp_1/${photoId}`, Policy: 'eyJleHBpcmF0aW9uIjoi…' },
  until: EXAMPLE.now + 900_000,
} as const;
const photo = { photoId, bytes: 212_000, width: 1_600, height: 1_200 } as const;
const addresses = {
  photos: [
    {
      photoId,
      url: `https://d111111abcdef8.cloudfront.net/photos/cmp_1/${photoId}?X-Amz-Signature=00ff`,
      until: EXAMPLE.now + 300_000,
    },
  ],
} as const;

const ROOM =
  'Room for one photo of at most 2 MB: a form to send to storage, its file in the last field `file`';
const COUNTS =
  'Have a photo counted that was put into storage: a whole JPEG, PNG or WebP without EXIF';

export const OF_PHOTOS = [
  operation(photos.askOwnUpload, 'request.submit', ROOM, {
    body: { bytes: 212_000 },
    answer: upload,
  }),
  operation(photos.confirmOwnPhoto, 'request.submit', COUNTS, { answer: photo }),
  operation(
    photos.viewOwnPhotos,
    'own_request.read',
    'Where the photos of an own request can be looked at, for five minutes',
    { answer: { photos: [...addresses.photos] } },
  ),
  operation(photos.askUpload, 'request.work', `${ROOM}, by staff`, {
    body: { bytes: 212_000 },
    answer: upload,
  }),
  operation(photos.confirmPhoto, 'request.work', `${COUNTS}, by staff`, { answer: photo }),
  operation(
    photos.viewPhotos,
    'request.read',
    'Where the photos of a request can be looked at, for five minutes',
    { answer: { photos: [...addresses.photos] } },
  ),
];
