import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { EmergencyId } from '../../shared/ids.ts';
import type { EmergencyKeys } from './emergency-keys.ts';

const KEY_BYTES = 32;
const OWNER_ALONE = 0o600;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Puts a file there whole or not at all; where one stands, it stays. */
function writeOnce(path: string, bytes: Uint8Array): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, bytes, { mode: OWNER_ALONE });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * Each key in a file of its own on one machine, readable by its owner alone. The file is written
 * over before it goes; that it is gone stands in another, so that no second key takes its name.
 */
export function createFileEmergencyKeys(folder: string): EmergencyKeys {
  const keyPath = (emergency: EmergencyId) => join(folder, `${emergency}.key`);
  const gonePath = (emergency: EmergencyId) => join(folder, `${emergency}.gone`);

  return {
    create: async (emergency) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (existsSync(gonePath(emergency))) throw new Error('the key of an emergency is gone');
      if (!existsSync(keyPath(emergency))) writeOnce(keyPath(emergency), randomBytes(KEY_BYTES));
      return `file:${emergency}`;
    },

    open: async (emergency) => {
      if (existsSync(gonePath(emergency)) || !existsSync(keyPath(emergency))) return undefined;
      return new Uint8Array(readFileSync(keyPath(emergency)));
    },

    destroy: async (emergency, _handle, now) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeOnce(gonePath(emergency), Buffer.from(String(now)));
      if (existsSync(keyPath(emergency))) {
        writeFileSync(keyPath(emergency), randomBytes(statSync(keyPath(emergency)).size));
        unlinkSync(keyPath(emergency));
      }
      return { goneAt: Number(readFileSync(gonePath(emergency), 'utf8')) };
    },

    isGone: async (emergency) => !existsSync(keyPath(emergency)),
  };
}
