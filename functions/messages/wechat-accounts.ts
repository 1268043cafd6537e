/** How a service account of WeChat learns under which name it knows somebody. */
export interface WeChatAccounts {
  /**
   * Where somebody lets WeChat say who they are. It leads them back to a path of ours, with a code
   * and the state in the query.
   * @param state letters and digits, at most 128
   */
  askingAddress(asking: { readonly returnTo: string; readonly state: string }): string;
  /** @returns undefined where the code is over, used or none of WeChat's */
  openIdOf(code: string): Promise<string | undefined>;
}
