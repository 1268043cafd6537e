import type { GateDoors } from '../../../functions/scan-to-open/index.ts';
import { readGateTicket } from '../../../shared/arrivals/gate-ticket.ts';
import type { ResidentId, SessionId } from '../../../shared/ids.ts';
import { OpenedByScan, StampedTicket } from '../../../shared/messages/scan-to-open.ts';
import { startEngine } from '../../support/engine.ts';
import { fixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import { shownAtGate } from '../../support/gate-screen.ts';
import { openGatehouse } from '../../support/gatehouse.ts';
import { GATES, layGates } from '../../support/gates.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { PHONES, RESIDENTS } from '../../support/street.ts';

const SESSION = 'ses_00000000000000aa';

/** A gate with a screen and a door, and a family with their phone before it. */
export async function scanDesk() {
  const engine = await startEngine();
  await layGates(engine.table);
  const clock = fixedClock();
  const told: string[] = [];
  const refused: string[] = [];
  const doors: GateDoors = {
    open: async ({ gateId, by }) => {
      told.push(`${gateId} ${by}`);
      return 'opened';
    },
    noteRefused: async (gateId) => {
      refused.push(gateId);
    },
  };
  const house = await openGatehouse(engine.table, clock, undefined, undefined, doors);
  const [east, west] = [await house.deviceAt(GATES.east), await house.deviceAt(GATES.west)];
  const phone = await house.phoneOf(RESIDENTS.father);
  clock.advance(60_000);

  const cookie = (session: SessionId = SESSION, who: readonly ResidentId[] = [RESIDENTS.father]) =>
    house.residentCookie(PHONES.father, who, undefined, session);
  const follow = async (text: string, session?: SessionId) => {
    const path = text.slice(text.indexOf('/G/'));
    const { status, headers } = await house.call('resident', 'GET', path, {
      cookie: await cookie(session),
    });
    const to = headers.get('location') ?? '';
    return { status, to, says: new URLSearchParams(to.slice(to.indexOf('#') + 1)) };
  };
  /** What stands on the screen now, as another app of the phone opens it. */
  const scan = async (device: GatePhone = east, session?: SessionId): Promise<string> =>
    (await follow(await shownAtGate(device, clock()), session)).says.get('ticket') ?? '';
  const answerTo = (text: string, by: ResidentPhone = phone): string => {
    const { ticket } = readGateTicket(text) ?? {};
    if (ticket === undefined) throw new Error(`no ticket: ${text}`);
    const { slot, gate, challenge } = ticket;
    return by.show({ mode: 'challenge', slot, gate, challenge });
  };
  const post = async (
    ticket: string,
    code: string,
    {
      gateId = east.gateId,
      session = SESSION as SessionId,
      who = [RESIDENTS.father] as readonly ResidentId[],
    } = {},
  ) =>
    house.call('resident', 'POST', `/api/v1/resident/gates/${gateId}/open`, {
      cookie: await cookie(session, who),
      body: { ticket, code },
    });
  return {
    engine,
    house,
    clock,
    east,
    west,
    phone,
    told,
    refused,
    cookie,
    follow,
    scan,
    answerTo,
    post,
    /** One tap. */
    tap: async (ticket: string, by: ResidentPhone = phone): Promise<OpenedByScan> =>
      OpenedByScan.parse((await post(ticket, answerTo(ticket, by))).body),
    stamp: async (gateCode: string) => {
      const answered = await house.call('resident', 'POST', '/api/v1/resident/gate-tickets', {
        cookie: await cookie(),
        body: { gateCode },
      });
      return { ...answered, stamped: StampedTicket.safeParse(answered.body).data };
    },
  };
}
