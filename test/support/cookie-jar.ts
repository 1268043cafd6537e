/** A browser's cookies, as far as one origin needs them. */
export type CookieJar = {
  /** For the request's `cookie` header. */
  header(): string;
  get(name: string): string | undefined;
  /** Takes what an answer sets and lets go of what it clears. */
  keep(answer: Response): void;
  /** Another browser that holds the same. */
  copy(): CookieJar;
};

export function createCookieJar(from: ReadonlyMap<string, string> = new Map()): CookieJar {
  const cookies = new Map(from);
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    get: (name) => cookies.get(name),
    keep: (answer) => {
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/; Max-Age=0/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
    },
    copy: () => createCookieJar(cookies),
  };
}
