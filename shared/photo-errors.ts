import { type ErrorWords, errorWords } from './own-errors.ts';

/** Why a photo does not count. */
export const PHOTO_ERRORS = {
  photo_too_large: errorWords(
    '这张照片太大，没有收下。',
    'This photo is too large; it was not taken.',
    '请在页面上点“加照片”重新选，页面会先缩小再上传；没有照片也可以提交。',
    'Choose it again with the page’s own button, which makes it smaller first; a photo is never needed.',
  ),
  photo_not_a_photo: errorWords(
    '这个文件不是照片，没有收下。',
    'This file is no photo; it was not taken.',
    '请选相册里的照片，或现拍一张；没有照片也可以提交。',
    'Choose a photo from the album or take one; a photo is never needed.',
  ),
  photo_says_more: errorWords(
    '照片里还带着别的内容，比如拍摄地点，没有收下。',
    'This photo carries more than the picture, such as where it was taken; it was not taken in.',
    '请在页面上点“加照片”重新选，页面会先把这些去掉。',
    'Choose it again with the page’s own button, which leaves that out.',
  ),
  photo_not_there: errorWords(
    '照片还没有传完，或者已经过了时间。',
    'The photo has not arrived, or its time has passed.',
    '请重新上传；没有照片也可以提交。',
    'Upload it again; a photo is never needed.',
  ),
} as const satisfies Record<string, ErrorWords>;
