import { inflate as inflateZlib } from 'node:zlib';
import type { Inflater } from '../../shared/status-list/status-list.ts';

/** zlib with a ceiling: stops there, without making the rest first. */
export const inflate: Inflater = (zlib, ceiling) =>
  new Promise((resolve) => {
    inflateZlib(zlib, { maxOutputLength: ceiling }, (error, bytes) => {
      resolve(error === null ? bytes : undefined);
    });
  });
