/** What becomes of one request. Without a fate it arrives and is answered. */
export const FATES = [
  'arrives',
  'is lost',
  'loses its answer',
  'arrives twice',
  /** On its way until it is let through; the page gives up after ten seconds. */
  'is held',
] as const;
export type Fate = (typeof FATES)[number];

/** Answers a request; undefined where the server died over it. */
export type Serve = (path: string, init: RequestInit) => Promise<Response | undefined>;

export type Network = ReturnType<typeof newNetwork>;

const broken = () => new TypeError('the connection is gone');
const nobodyMinds = () => undefined;

/** The road between one device and the server. */
export function newNetwork(serve: Serve) {
  let fates: Fate[] = [];
  let held: (() => void)[] = [];
  let underWay = 0;

  const arrive = async (path: string, init: RequestInit): Promise<Response> => {
    underWay += 1;
    try {
      const answer = await serve(path, init);
      if (answer === undefined) throw broken();
      return answer;
    } finally {
      underWay -= 1;
    }
  };

  const gaveUp = (signal: AbortSignal | null | undefined): Promise<never> =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });

  return {
    isBusy: () => underWay > 0,
    /** Of the next requests, one each. */
    fate(next: readonly Fate[]): void {
      fates = [...next];
    },
    /** Lets through what is held, the newest first or the oldest. */
    letThrough(newestFirst: boolean): void {
      const waiting = newestFirst ? held.reverse() : held;
      held = [];
      for (const go of waiting) go();
    },
    async fetch(path: string, init: RequestInit): Promise<Response> {
      switch (fates.shift() ?? 'arrives') {
        case 'arrives':
          return arrive(path, init);
        case 'is lost':
          throw broken();
        case 'loses its answer':
          await arrive(path, init).catch(nobodyMinds);
          throw broken();
        case 'arrives twice': {
          const [first] = await Promise.allSettled([arrive(path, init), arrive(path, init)]);
          if (first.status === 'rejected') throw broken();
          return first.value;
        }
        case 'is held': {
          const released = new Promise<void>((resolve) => held.push(resolve));
          const answer = released.then(() => arrive(path, init));
          answer.catch(nobodyMinds);
          return Promise.race([answer, gaveUp(init.signal)]);
        }
      }
    },
  };
}
