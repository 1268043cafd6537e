import { planStreet } from '../../infra/local/seed/plan.ts';
import type { Local } from '../../infra/local/start-local.ts';
import { compoundNumberOf, type GateId, type ResidentId } from '../../shared/ids.ts';
import { Enrolment, Verdict } from '../../shared/messages/gates.ts';
import { IssuedPass } from '../../shared/messages/passes.ts';
import { newGatePhone } from '../support/gate-phone.ts';
import { browserAt, codeFor } from '../support/local-browser.ts';
import { openPageGate } from '../support/page-gate.ts';
import { newResidentPhone, type ResidentPhone } from '../support/resident-phone.ts';

export type Household = {
  /** Asks for this phone's pass, the first time or again. */
  givePass(phone: ResidentPhone): Promise<void>;
  newPhone(): Promise<ResidentPhone>;
};

async function signIn(
  origin: string,
  { phone, residentId }: { readonly phone: string; readonly residentId: ResidentId },
): Promise<Household> {
  const send = browserAt(origin);
  const path = '/api/v1/resident/sign-in';
  await send('POST', `${path}/codes`, { phone });
  await send('POST', path, { phone, code: await codeFor(origin, phone) });
  const givePass = async (device: ResidentPhone): Promise<void> => {
    const asked = `/api/v1/resident/residents/${residentId}/pass`;
    device.keep(IssuedPass.parse(await send('PUT', asked, device.passRequest())));
  };
  const newPhone = async (): Promise<ResidentPhone> => {
    const device = newResidentPhone(residentId);
    await givePass(device);
    return device;
  };
  return { givePass, newPhone };
}

/** Households with a number of their own, of one compound. */
export async function signInHouseholds(
  origin: string,
  compound: number,
  count: number,
): Promise<Household[]> {
  const ofCompound = planStreet().residents.flatMap(({ phone, residentId }) =>
    phone !== undefined && compoundNumberOf(residentId) === compound ? [{ phone, residentId }] : [],
  );
  const byNumber = new Map(ofCompound.map((resident) => [resident.phone, resident]));
  const households: Household[] = [];
  for (const resident of [...byNumber.values()].slice(0, count)) {
    households.push(await signIn(origin, resident));
  }
  return households;
}

export type DrilledGate = {
  readonly gateId: GateId;
  /** Its page reads its documents again. */
  refresh(): Promise<void>;
  /** What the server says to a gate without a page, and what the page says by itself. */
  judge(code: string): Promise<readonly string[]>;
};

export async function openDrilledGate(local: Local, gateId: GateId): Promise<DrilledGate> {
  const { origin } = local;
  const send = browserAt(origin);
  const device = newGatePhone();
  const code = await local.enrolmentCode(gateId);
  const request = device.enrolmentRequest(code);
  device.keep(Enrolment.parse(await send('POST', '/api/v1/guard/enrolments', request)));
  const page = openPageGate({
    device,
    now: Date.now,
    send: (path, init) => fetch(origin + path, init),
  });
  let seq = 0;
  return {
    gateId,
    refresh: async () => {
      if (!(await page.documents.refresh())) throw new Error(`${gateId} got no documents`);
    },
    judge: async (shown) => {
      const path = `/api/v1/gates/${gateId}/decisions`;
      const body = { boot: 1, seq: ++seq, code: shown, direction: 'in' };
      const authorization = device.authorize(
        { method: 'POST', path, body: JSON.stringify(body) },
        Date.now(),
      );
      const server = Verdict.parse(await send('POST', path, body, authorization));
      const own = await page.judge(shown);
      return [`${server.outcome} ${server.reason}`, `${own.outcome} ${own.reason}`];
    },
  };
}
