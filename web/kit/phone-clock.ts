import * as z from 'zod';
import { onThisPhone } from './remembered.ts';
import { createServerClock } from './server-clock.ts';

const REMEMBERED_AS = 'xq-server-clock';
const Carried = z.object({ offsetMs: z.number(), learnedAtWall: z.number() });

/** This page's clock. Every answer of the server teaches it. */
export const serverClock = createServerClock({
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  recall: () => {
    try {
      return Carried.parse(JSON.parse(onThisPhone.get(REMEMBERED_AS) ?? 'null'));
    } catch {
      return undefined;
    }
  },
  remember: (carried) => onThisPhone.set(REMEMBERED_AS, JSON.stringify(carried)),
});
