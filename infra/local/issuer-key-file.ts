import { readFileSync } from 'node:fs';
import { PASS_GONE_AFTER_MS } from '../../functions/passes/index.ts';
import {
  type IssuerKey,
  type IssuerKeys,
  readIssuerKeys,
  signingKey,
  verifyingKeys,
  withNextKey,
  withoutKey,
} from '../../functions/platform/issuer-keys.ts';
import { writeWhole } from './data-folder.ts';

/** Longer than any cache may keep the key set: whoever meets the new key knows it by then. */
export const PUBLISHED_BEFORE_MS = 10 * 60_000;

export type KeyFile = {
  read(): IssuerKeys;
  /** Adds a key that signs after `leadMs`. @returns its name */
  rotate(nowMs: number, leadMs: number): string;
  /** @returns whether it was: never the last key that signs, nor one that is not there */
  withdraw(kid: string, nowMs: number): boolean;
  /** What each key does at this moment. */
  roles(nowMs: number): { readonly kid: string; readonly role: KeyRole }[];
};
type KeyRole = 'next' | 'signs' | 'verifies' | 'over' | 'withdrawn';

function roleOf({ kid, signsFrom }: IssuerKey, set: IssuerKeys, nowMs: number): KeyRole {
  if (signingKey(set, nowMs)?.kid === kid) return 'signs';
  if (signsFrom > nowMs) return 'next';
  const verifying = verifyingKeys(set, nowMs, PASS_GONE_AFTER_MS);
  return verifying.some((key) => key.kid === kid) ? 'verifies' : 'over';
}

/** The issuer's keys of a data folder, changed by hand; a running system takes them up by itself. */
export function openKeyFile(path: string): KeyFile {
  const read = () => readIssuerKeys(readFileSync(path, 'utf8'));
  return {
    read,
    rotate: (nowMs, leadMs) => {
      const set = withNextKey(read(), {
        nowMs,
        signsFrom: nowMs + leadMs,
        goneAfterMs: PASS_GONE_AFTER_MS,
      });
      writeWhole(path, JSON.stringify(set));
      return set.keys.at(-1)?.kid ?? '';
    },
    withdraw: (kid, nowMs) => {
      const left = withoutKey(read(), kid, nowMs);
      if (left !== undefined) writeWhole(path, JSON.stringify(left));
      return left !== undefined;
    },
    roles: (nowMs) => {
      const set = read();
      return [
        ...set.keys.map((key) => ({ kid: key.kid, role: roleOf(key, set, nowMs) })),
        ...set.withdrawn.map((kid) => ({ kid, role: 'withdrawn' as const })),
      ];
    },
  };
}
