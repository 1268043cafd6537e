import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GateRules } from '../../../shared/gate/gate-rules.ts';
import { LastOpening } from '../../../shared/messages/scan-to-open.ts';
import { SLOT_MS, slotAt, slotStartMs } from '../../../shared/time/slot.ts';
import { FACTS } from '../../support/facts.ts';
import { newGatePhone } from '../../support/gate-phone.ts';
import { shownAtGate } from '../../support/gate-screen.ts';
import { newResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';
import { scanDesk } from './scan-desk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const OPENED = { gateName: '东门', outcome: 'allow', reason: 'ok', door: 'opened' };

let desk: Awaited<ReturnType<typeof scanDesk>>;
beforeAll(async () => {
  desk = await scanDesk();
});
afterAll(() => desk.engine.stop());
beforeEach(() => {
  // The beginning of a slot, which nobody has used.
  const next = slotStartMs(slotAt(desk.clock()) + 40);
  desk.clock.advance(next - desk.clock());
  desk.told.length = 0;
  desk.refused.length = 0;
});

/** Does something while the east gate has other rules. */
async function underRules(changed: Partial<GateRules>, act: () => Promise<void>): Promise<void> {
  const { gates } = desk.house.stores;
  const gate = await gates.findGate(desk.east.gateId);
  if (gate === undefined) throw new Error('no gate');
  const set = async (rules: GateRules) => {
    await gates.recordGate({ ...gate, rules }, FACTS);
    desk.clock.advance(SECOND + SLOT_MS);
  };
  await set({ ...gate.rules, ...changed });
  await act().finally(() => set(gate.rules));
}

describe('a resident who scans the gate', () => {
  it('is led to the page with a ticket that no server and no log sees, and opens with one tap', async () => {
    const { status, to, says } = await desk.follow(await shownAtGate(desk.east, desk.clock()));
    expect(status).toBe(303);
    expect(to).toMatch(/^\/open\/#ticket=/);
    expect(says.get('gate')).toBe('东门');
    expect(await desk.tap(says.get('ticket') ?? '')).toEqual(OPENED);
    expect(desk.told).toEqual(['gat_1_1 resident']);
  });

  it('opens however the scanner writes the address, and by the page’s own camera', async () => {
    const text = await shownAtGate(desk.east, desk.clock());
    const small = text.toLowerCase();
    const { headers } = await desk.house.call(
      'resident',
      'GET',
      small.slice(small.indexOf('/g/')),
      {
        cookie: await desk.cookie(),
      },
    );
    expect(headers.get('location')).toContain('ticket=');
    const { stamped } = await desk.stamp(text);
    expect(stamped?.gateName).toBe('东门');
    expect(await desk.tap(stamped?.ticket ?? '')).toEqual(OPENED);
  });

  it('only looked at, as by a program that shows what an address leads to, uses nothing up', async () => {
    const before = (await itemsOf(desk.engine.table)).length;
    const tickets = [await desk.scan(), await desk.scan(), await desk.scan()];
    expect((await itemsOf(desk.engine.table)).length).toBe(before);
    expect(await desk.tap(tickets[2] ?? '')).toEqual(OPENED);
  });

  it('with a page that takes 8 s, and with one that takes 59 s', async () => {
    const slow = await desk.scan();
    desk.clock.advance(8 * SECOND);
    expect(await desk.tap(slow)).toEqual(OPENED);
    const slower = await desk.scan();
    desk.clock.advance(59 * SECOND);
    expect(await desk.tap(slower)).toEqual(OPENED);
  });

  it('opens nothing a minute after the scan', async () => {
    const ticket = await desk.scan();
    desk.clock.advance(MINUTE);
    expect((await desk.post(ticket, desk.answerTo(ticket))).code).toBe('gate_code_old');
    expect(desk.told).toEqual([]);
  });

  it('opens nothing with a code that was first asked for 11 s after it was shown, or hours later', async () => {
    const text = await shownAtGate(desk.east, desk.clock());
    for (const passed of [11 * SECOND, 3 * 60 * MINUTE]) {
      desk.clock.advance(passed);
      const { says } = await desk.follow(text);
      expect([...says]).toEqual([['why', 'gate_code_old']]);
      expect((await desk.stamp(text)).code).toBe('gate_code_old');
    }
  });

  it('gets nothing for a code of later on, though the gate’s own key signed it', async () => {
    const later = await shownAtGate(desk.east, desk.clock(), { slot: slotAt(desk.clock()) + 2 });
    expect((await desk.stamp(later)).code).toBe('gate_code_old');
  });

  it('gets nothing for a challenge that the gate’s secret does not make', async () => {
    const made = await shownAtGate(desk.east, desk.clock(), { challenge: new Uint8Array(8) });
    expect((await desk.stamp(made)).code).toBe('gate_code_unknown');
  });

  it('gets nothing for what another device has signed: of nobody, of another gate, un-enrolled', async () => {
    const nobody = newGatePhone();
    nobody.keep(desk.east);
    expect((await desk.stamp(await shownAtGate(nobody, desk.clock()))).code).toBe(
      'gate_code_unknown',
    );
    const { deviceId } = desk.west;
    const asEast = { gateId: desk.east.gateId, deviceId, signing: desk.west.signing };
    expect((await desk.stamp(await shownAtGate(asEast, desk.clock()))).code).toBe(
      'gate_code_unknown',
    );
    const former = await desk.house.deviceAt(desk.east.gateId);
    desk.clock.advance(2 * SECOND);
    const text = await shownAtGate(former, desk.clock());
    const ticket = (await desk.stamp(text)).stamped?.ticket ?? '';
    await desk.house.call('manager', 'DELETE', `/api/v1/manager/gate-devices/${former.deviceId}`, {
      cookie: await desk.house.staffCookie('property_manager'),
    });
    desk.clock.advance(2 * SECOND);
    expect((await desk.stamp(text)).code).toBe('gate_code_unknown');
    expect((await desk.post(ticket, desk.answerTo(ticket))).code).toBe('gate_code_unknown');
  });

  it('opens nothing with a ticket of another session, of another gate, or changed in one letter', async () => {
    const ticket = await desk.scan();
    const code = desk.answerTo(ticket);
    const others = [
      desk.post(ticket, code, { session: 'ses_00000000000000bb' }),
      desk.post(ticket, code, { gateId: desk.west.gateId }),
      desk.post(`${ticket.slice(0, 40)}${ticket[40] === 'A' ? 'B' : 'A'}${ticket.slice(41)}`, code),
      desk.post(ticket.slice(1), code),
    ];
    for (const { code: refused } of await Promise.all(others)) {
      expect(refused).toBe('gate_code_unknown');
    }
    expect(desk.told).toEqual([]);
    expect(await desk.tap(ticket)).toEqual(OPENED);
  });

  it('opens nothing with a code that answers no challenge, another one, or that somebody else’s phone signed', async () => {
    const ticket = await desk.scan();
    const slot = slotAt(desk.clock());
    const before = await desk.scan(desk.west);
    const denied = async (code: string) => (await desk.post(ticket, code)).body;
    expect(await denied(desk.phone.showAt(desk.clock()))).toMatchObject({ reason: 'bad_proof' });
    expect(
      await denied(
        desk.phone.show({ mode: 'challenge', slot, gate: 1, challenge: new Uint8Array(8) }),
      ),
    ).toMatchObject({ outcome: 'deny' });
    desk.clock.advance(SLOT_MS);
    const next = await desk.scan();
    expect((await desk.post(next, desk.answerTo(ticket))).body).toMatchObject({
      reason: 'stale_code',
    });
    expect((await desk.post(next, desk.answerTo(before))).body).toMatchObject({ outcome: 'deny' });
    const thief = newResidentPhone(RESIDENTS.father);
    thief.keep(desk.phone.pass);
    const again = await desk.scan();
    expect((await desk.post(again, desk.answerTo(again, thief))).body).toMatchObject({
      reason: 'bad_proof',
    });
    const neighbours = await desk.house.phoneOf(RESIDENTS.mother);
    const third = await desk.scan();
    expect((await desk.post(third, desk.answerTo(third, neighbours))).code).toBe('not_permitted');
    expect(desk.told).toEqual([]);
  });

  it('asked again after a lost answer hears the first, and the door is told once', async () => {
    const ticket = await desk.scan();
    expect(await desk.tap(ticket)).toEqual(OPENED);
    desk.clock.advance(5 * SECOND);
    expect(await desk.tap(ticket)).toEqual({ gateName: '东门', outcome: 'allow', reason: 'ok' });
    expect(desk.told).toHaveLength(1);
  });

  it('leaves one record of seven days, with neither code nor ticket, and no position', async () => {
    const ticket = await desk.scan();
    const code = desk.answerTo(ticket);
    const before = new Set((await itemsOf(desk.engine.table)).map(({ sk }) => sk));
    await desk.post(ticket, code);
    const written = (await itemsOf(desk.engine.table)).filter(({ sk }) => !before.has(sk));
    expect(written).toEqual([
      expect.objectContaining({
        sk: `use#${desk.phone.index}#${slotAt(desk.clock())}`,
        gateId: 'gat_1_1',
        ttl: Math.ceil((desk.clock() + 7 * 24 * 60 * MINUTE) / SECOND),
      }),
    ]);
  });

  it('is sent to the guard where the pass asks', async () => {
    await underRules({ classes: ['staff'] }, async () => {
      const asked = { gateName: '东门', outcome: 'ask', reason: 'wrong_gate' };
      expect(await desk.tap(await desk.scan())).toEqual(asked);
    });
    expect(desk.told).toEqual([]);
  });

  it('is led to sign in where the browser has no session', async () => {
    const text = await shownAtGate(desk.east, desk.clock());
    const { headers } = await desk.house.call('resident', 'GET', text.slice(text.indexOf('/G/')));
    expect(headers.get('location')).toBe('/open/#why=not_signed_in');
  });
});

describe('whatever happens in between', () => {
  it('one scan of one phone opens a door once, of any taps, retries, tickets and gates at once', async () => {
    const taps = fc.array(
      fc.record({ ticket: fc.nat(2), laterMs: fc.integer({ min: 0, max: 70_000 }) }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(taps, fc.boolean(), async (tries, atOnce) => {
        desk.clock.advance(slotStartMs(slotAt(desk.clock()) + 40) - desk.clock());
        desk.told.length = 0;
        // One slot: twice at the one gate, once at the other.
        const tickets = [await desk.scan(), await desk.scan(), await desk.scan(desk.west)];
        const stampedAt = desk.clock();
        const tap = async ({ ticket, laterMs }: (typeof tries)[number]) => {
          const text = tickets[ticket] ?? '';
          if (!atOnce) desk.clock.advance(Math.max(0, stampedAt + laterMs - desk.clock()));
          const gateId = ticket === 2 ? desk.west.gateId : desk.east.gateId;
          const { body, code } = await desk.post(text, desk.answerTo(text), { gateId });
          return { body, isLate: code === 'gate_code_old' };
        };
        if (atOnce) await Promise.all(tries.map(tap));
        else for (const one of tries) await tap(one);
        expect(desk.told.length).toBeLessThanOrEqual(1);
        if (atOnce) expect(desk.told).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the screen of the gate', () => {
  const lastAt = async (device = desk.east, gateId = device.gateId) =>
    desk.house.call('resident', 'GET', `/api/v1/screens/${gateId}/last-opening`, { device });

  it('says what became of the last scan for two minutes, and of nobody in particular', async () => {
    expect((await lastAt()).body).toEqual({});
    await desk.tap(await desk.scan());
    const { body, headers } = await lastAt();
    expect(LastOpening.parse(body)).toEqual({ last: { outcome: 'allow', at: desk.clock() } });
    expect(headers.get('etag')).not.toBeNull();
    expect((await lastAt(desk.west)).body).toEqual({});
    expect((await lastAt(desk.west, desk.east.gateId)).code).toBe('not_permitted');
    desk.clock.advance(2 * MINUTE);
    expect((await lastAt()).body).toEqual({});
  });
});

describe('a gate where nobody stands', () => {
  it('rings, and opens by itself after 30 s unanswered; nobody who lives here is left outside', async () => {
    await underRules({ classes: ['staff'], staffed: [] }, async () => {
      const first = await desk.tap(await desk.scan());
      expect(first).toMatchObject({ outcome: 'ask', reason: 'wrong_gate' });
      expect(first.rung?.opensAt).toBe(desk.clock() + 30 * SECOND);
      const toldOf = async () =>
        (await itemsOf(desk.engine.table))
          .map((item) => /"template":"(gate_\w+)"/.exec(JSON.stringify(item))?.[1])
          .filter((template) => template !== undefined);
      expect(await toldOf()).toEqual(['gate_waits', 'gate_waits']);
      desk.clock.advance(29 * SECOND);
      const second = await desk.tap(first.rung?.ticket ?? '');
      expect(second).toEqual({ ...first, rung: { ...first.rung, ticket: second.rung?.ticket } });
      desk.clock.advance(SECOND);
      const third = await desk.tap(second.rung?.ticket ?? '');
      expect(third).toMatchObject({ outcome: 'allow', reason: 'wrong_gate', door: 'opened' });
      expect(desk.told).toEqual(['gat_1_1 rule']);
      // Whoever leads is asked to look at it, once.
      expect((await toldOf()).sort()).toEqual([
        'gate_opened_itself',
        'gate_opened_itself',
        'gate_waits',
        'gate_waits',
      ]);
      expect((await desk.tap(second.rung?.ticket ?? '')).door).toBeUndefined();
      expect(desk.told).toHaveLength(1);
    });
  });

  it('opens to nothing but a live code that would ask: what is refused stays refused', async () => {
    await underRules({ staffed: [] }, async () => {
      const ticket = await desk.scan();
      const bad = desk.phone.showAt(desk.clock());
      expect((await desk.post(ticket, bad)).body).toMatchObject({ outcome: 'deny' });
      desk.clock.advance(31 * SECOND);
      expect((await desk.post(ticket, bad)).body).toMatchObject({ outcome: 'deny' });
    });
    expect(desk.told).toEqual([]);
    expect(desk.refused).toEqual(['gat_1_1']);
  });
});
