import type { AccountId } from '../../shared/ids.ts';
import type { CodeFor, SignInCode } from './sign-in-code.ts';

export interface SignInCodeStore {
  /** Puts a new code in the place of the one before, with no attempts made. */
  replaceCode(account: AccountId, audience: CodeFor, code: SignInCode): Promise<void>;
  /**
   * Counts one attempt and tells what to compare with. Of many at the same time no more than
   * `mostAttempts` are told; an attempt that is not told is not counted.
   * @returns `none` where there is no code or it has expired, `spent` after the last attempt
   */
  beginAttempt(
    account: AccountId,
    audience: CodeFor,
    mostAttempts: number,
    nowMs: number,
  ): Promise<SignInCode | 'none' | 'spent'>;
  /** Uses the code up. Of many at the same time one is told `consumed`, and nobody afterwards. */
  consumeCode(
    account: AccountId,
    audience: CodeFor,
    codeHash: string,
  ): Promise<'consumed' | 'gone'>;
}
