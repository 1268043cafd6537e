import type { DoorId } from '../ids.ts';
import { isMac, MAC_INPUT, type MacOf } from './door-mac.ts';
import { DoorOpen } from './door-messages.ts';

/** A command's life: from handing out its nonce, by the door's own clock, which need not be right. */
export const COMMAND_LIVES_MS = 3_000;
/** How long a door tells a late command from an invented one. */
const REMEMBERED_MS = 60_000;
/** More openings are never under way at one door; the oldest nonce gives way. */
const MOST_NONCES = 16;

export type HandedNonce = {
  readonly ask: string;
  readonly nonce: string;
  /** Milliseconds on a clock that never goes back. */
  readonly at: number;
  readonly used?: true;
};

/** The nonces that a door has given out; none of them outlives its power. */
export type Handed = readonly HandedNonce[];

const remembered = (handed: Handed, now: number): Handed =>
  handed.filter(({ at }) => now - at <= REMEMBERED_MS).slice(-MOST_NONCES);

/**
 * The nonce for an ask. The same ask, brought twice, has the same nonce.
 * @param fresh 16 bytes that nobody can guess, base64url
 */
export function handOut(
  handed: Handed,
  { ask, fresh, now }: { readonly ask: string; readonly fresh: string; readonly now: number },
): { readonly handed: Handed; readonly nonce: string } {
  const before = handed.find((one) => one.ask === ask);
  if (before !== undefined) return { handed, nonce: before.nonce };
  const one = { ask, nonce: fresh, at: now };
  return { handed: remembered([...handed, one], now), nonce: fresh };
}

export const COMMAND_VERDICTS = [
  'open',
  'repeated',
  'late',
  'bad_mac',
  'unknown_nonce',
  'retained',
  'malformed',
] as const;
export type CommandVerdict = (typeof COMMAND_VERDICTS)[number];

/** A broker may bring a command twice; that is nobody's attempt. Whatever else opens nothing is one. */
export const isRefused = (verdict: CommandVerdict): boolean =>
  verdict !== 'open' && verdict !== 'repeated';

export type JudgedCommand = {
  readonly verdict: CommandVerdict;
  readonly handed: Handed;
  /** Of a command that this door has a nonce for. */
  readonly of?: Pick<HandedNonce, 'ask' | 'nonce'>;
};

/**
 * Whether a command opens this door now: it answers a nonce that the door itself gave out, not
 * more than three seconds ago, and that has opened nothing yet.
 * @param payload what was received, parsed as JSON
 */
export function judgeCommand(
  handed: Handed,
  payload: unknown,
  as: {
    readonly doorId: DoorId;
    readonly macOf: MacOf;
    readonly now: number;
    /** The broker kept the message for whoever comes: never said so by the server. */
    readonly retained: boolean;
  },
): JudgedCommand {
  if (as.retained) return { verdict: 'retained', handed };
  const command = DoorOpen.safeParse(payload).data;
  if (command === undefined) return { verdict: 'malformed', handed };
  const of = handed.find(({ nonce }) => nonce === command.nonce);
  if (of === undefined) return { verdict: 'unknown_nonce', handed };
  if (!isMac(as.macOf, MAC_INPUT.open(as.doorId, command), command.mac)) {
    return { verdict: 'bad_mac', handed };
  }
  if (as.now - of.at > COMMAND_LIVES_MS) return { verdict: 'late', handed, of };
  if (of.used) return { verdict: 'repeated', handed, of };
  const used = handed.map((one) => (one === of ? { ...one, used: true as const } : one));
  return { verdict: 'open', handed: used, of };
}
