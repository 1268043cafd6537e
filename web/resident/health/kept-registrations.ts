import { shallowRef, watch } from 'vue';
import * as z from 'zod';
import { ResidentId } from '../../../shared/ids.ts';
import { OwnRegistration, registerOwnHealth } from '../../../shared/messages/health.ts';
import { type ApiFailure, isApiFailure } from '../../kit/api-failure.ts';
import { networkGone } from '../../kit/network.ts';
import { serverClock } from '../../kit/phone-clock.ts';
import { account } from '../app/account.ts';
import { api } from '../app/api.ts';
import { inTurn, readKept } from '../requests/kept-in-turn.ts';
import { passesByItself } from '../requests/send-waiting.ts';
import { records } from '../wallet/kept-wallet.ts';

/** What this phone keeps of somebody's registering, until the emergency is over. */
export const KeptRegistration = z.object({
  residentId: ResidentId,
  /** As it was last read: what is asked, and the code that a laboratory needs. */
  read: OwnRegistration.optional(),
  /** What is ticked and not yet with the server. */
  ticked: z.array(z.string()).optional(),
  /** It was handed in without a network and goes by itself. */
  waits: z.boolean().optional(),
});
export type KeptRegistration = z.infer<typeof KeptRegistration>;

const PREFIX = 'health-registration#';
const OVER: readonly string[] = ['no_emergency', 'measure_not_named', 'not_found'];

/** Whether an answer says that nothing of it is left. */
export const isOver = (failure: ApiFailure | undefined): boolean =>
  failure !== undefined && OVER.includes(failure.code);

export const keptRegistrations = shallowRef<readonly KeptRegistration[]>([]);

export const loadRegistrations = (): Promise<void> =>
  readKept(async () => {
    keptRegistrations.value = await records.list(PREFIX, KeptRegistration);
  });

export const registrationOf = (residentId: ResidentId): KeptRegistration | undefined =>
  keptRegistrations.value.find((one) => one.residentId === residentId);

export function keepRegistration(kept: KeptRegistration): Promise<void> {
  const others = keptRegistrations.value.filter(({ residentId }) => residentId !== kept.residentId);
  keptRegistrations.value = [...others, kept];
  return inTurn(() => records.write(`${PREFIX}${kept.residentId}`, kept));
}

export function dropRegistration(residentId: ResidentId): Promise<void> {
  keptRegistrations.value = keptRegistrations.value.filter((one) => one.residentId !== residentId);
  return inTurn(() => records.remove(`${PREFIX}${residentId}`));
}

/** Hands in what is ticked. Without a network it stays and goes by itself later. */
export async function handIn(kept: KeptRegistration): Promise<OwnRegistration | ApiFailure> {
  const { residentId, ticked = [] } = kept;
  const answer = await api.call(registerOwnHealth, {
    params: { residentId },
    body: { findings: ticked },
  });
  if (!isApiFailure(answer)) {
    await keepRegistration({ residentId, read: answer });
    return answer;
  }
  if (isOver(answer)) await dropRegistration(residentId);
  else await keepRegistration({ ...kept, waits: passesByItself(answer) });
  return answer;
}

let going: Promise<void> | undefined;
async function handInWaiting(): Promise<void> {
  await loadRegistrations();
  for (const kept of keptRegistrations.value.filter(({ waits }) => waits === true)) {
    const answer = await handIn(kept);
    if (isApiFailure(answer) && passesByItself(answer)) return;
  }
}
function sendRegistrations(): Promise<void> {
  going ??= handInWaiting().finally(() => {
    going = undefined;
  });
  return going;
}

/** Nothing of an emergency stays on the phone once the phone has heard that it is over. */
async function forgetWhatIsOver(): Promise<void> {
  const told = account.value;
  if (told === undefined) return;
  await loadRegistrations();
  for (const { residentId } of keptRegistrations.value) {
    const registering = told.residents.find((one) => one.residentId === residentId)?.registering;
    if (registering === undefined || registering.until <= serverClock.now()) {
      await dropRegistration(residentId);
    }
  }
}

let keeping = false;
/** From the first code on: what waits goes with the network, and what is over goes for good. */
export function keepRegistrations(): void {
  if (keeping) return;
  keeping = true;
  watch(networkGone, (gone) => {
    if (!gone) void sendRegistrations();
  });
  watch(account, () => void forgetWhatIsOver());
  void sendRegistrations();
}
