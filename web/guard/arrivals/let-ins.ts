import * as z from 'zod';
import { noteLetIn } from '../../../shared/messages/arrivals.ts';
import type { Api } from '../../kit/api.ts';
import { type FailureCode, isApiFailure } from '../../kit/api-failure.ts';
import type { GuardDatabase } from '../app/guard-database.ts';
import type { SignRequest } from '../enrolment/device-request.ts';
import type { EnrolledDevice } from '../enrolment/enrolled-device.ts';
import type { ScanName } from '../queue/scan-queue.ts';

const LetIn = z.object({ boot: z.number(), seq: z.number(), code: z.string(), at: z.number() });
type LetIn = z.infer<typeof LetIn>;
const LetIns = z.array(LetIn);

/** More than a gate lets in by hand before its network is back. */
const MOST_WAITING = 500;
/** Anything else the server would refuse again. */
const ASKED_AGAIN: ReadonlySet<FailureCode> = new Set([
  'offline',
  'fault',
  'state_conflict',
] as const);

type Needs = {
  readonly database: Pick<GuardDatabase, 'get' | 'put'>;
  readonly api: Api;
  readonly sign: SignRequest;
  readonly device: Pick<EnrolledDevice, 'gateId'>;
};

/**
 * Who was invited, asked about and let in by the guard: the server hears of it, at once or when the
 * network is back, over a reload too, so that a visit for once is used.
 */
export async function openLetIns({ database, api, sign, device: { gateId } }: Needs) {
  let waiting: readonly LetIn[] =
    LetIns.safeParse(await database.get('state', 'letIns')).data ?? [];
  // A full disk forgets it with the page; until then it waits.
  const keep = () => database.put('state', waiting, 'letIns').catch(() => undefined);
  let sending: Promise<void> | undefined;

  const sendAll = async (): Promise<void> => {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const answer = await api.call(noteLetIn, {
        params: { gateId },
        body: first,
        authorize: sign,
      });
      if (isApiFailure(answer) && ASKED_AGAIN.has(answer.code)) return;
      waiting = waiting.slice(1);
      await keep();
    }
  };
  const send = (): Promise<void> => {
    sending ??= sendAll()
      .catch(() => undefined)
      .finally(() => {
        sending = undefined;
      });
    return sending;
  };

  return {
    send,
    async note(scan: ScanName, code: string, at: number): Promise<void> {
      waiting = [...waiting, { ...scan, code, at: Math.floor(at) }].slice(-MOST_WAITING);
      await keep();
      await send();
    },
  };
}
