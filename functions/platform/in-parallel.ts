/** So many writes at a time: more would only wait for each other. */
const AT_A_TIME = 16;

/** Does each, some at a time. The first fault ends it, once those under way have ended. */
export async function inParallel<Part>(
  parts: readonly Part[],
  take: (part: Part) => Promise<void>,
): Promise<void> {
  const left = parts[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const part of left) await take(part);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_A_TIME }, worker));
  for (const outcome of ended) if (outcome.status === 'rejected') throw outcome.reason;
}
