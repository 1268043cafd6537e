import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Holder } from '../../infra/demo/people.ts';
import type { Outcome } from '../../shared/gate/outcomes.ts';
import type { IssuedCard } from '../../shared/messages/cards.ts';
import { pointCamera } from '../support/camera.ts';
import { scanScreen, standAtGate } from './gate-screen.ts';
import { type GuardDesk, guardDesk } from './guard-desk.ts';
import { cardOfElder, neighbours, stranger, suspend } from './people.ts';
import {
  nextCode,
  openShift,
  openStreet,
  type Street,
  signInResident,
  verdict,
  verdictOf,
} from './street.ts';

const SLOTS_AGO = -4;
/** A tablet on its wall. */
const SCREEN = { viewport: { width: 800, height: 1280 } };

describe('whoever comes to the gate is dealt with on the guard’s page, without paper', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let desk: GuardDesk;
  let atHome: Holder;
  let leaving: Holder;
  let suspended: Holder;
  let away: Holder;
  let card: IssuedCard;
  /** What the table must hold of those who came so far. */
  const expected: { scans: unknown[][]; openings: unknown[][] } = { scans: [], openings: [] };

  beforeAll(async () => {
    street = await openStreet();
    const [one, two, three] = await neighbours(street);
    if (one === undefined || two === undefined || three === undefined) {
      throw new Error('the demo street has no three residents with a phone');
    }
    [atHome, leaving, suspended] = [one, two, three];
    await suspend(street, suspended);
    away = await stranger(street);
    card = await cardOfElder(street);
    phone = await street.newPhone();
    guard = await phone.newPage();
    desk = guardDesk(phone, guard);
    await openShift(street, guard);
  });
  afterAll(() => street.close());

  it('a resident with the code on the phone walks in', async () => {
    expect(await desk.scan(await atHome.live(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    expected.scans.push(['allow', 'ok', undefined]);
  });

  it('a resident with a printed card is looked at, and comes in by one tap', async () => {
    expect(await desk.scan(card.code, 'ask')).toMatchObject({ reason: 'look_and_confirm' });
    await desk.answer('是本人');
    expected.scans.push(['ask', 'look_and_confirm', 'let_in']);
  });

  it('a child or an elder who knows the number of the card comes in by it', async () => {
    await desk.typeNumber(card.number);
    await verdictOf(guard, 'ask').getByText('看一眼是不是本人').waitFor();
    await desk.answer('是本人');
    expected.scans.push(['ask', 'look_and_confirm', 'let_in']);
  });

  it('a resident without a phone says house and surname', async () => {
    await desk.letInByLane('3-2-501', '王');
    expected.openings.push(['resident_without_phone', undefined]);
  });

  it('a resident whose battery is empty, and whom the guard knows, comes in by hand', async () => {
    await desk.openByHand('住户没带手机');
    expected.openings.push(['resident_without_phone', undefined]);
  });

  it('a visitor is asked to which building, and nothing else', async () => {
    await desk.openByHand('访客', '3');
    expected.openings.push(['visitor', 3]);
  });

  it('a courier, a trade and an ambulance come in by one tap each', async () => {
    for (const [reason, of] of [
      ['快递/外卖', 'courier'],
      ['装修/维修', 'trade'],
      ['救护/消防车', 'emergency_vehicle'],
    ] as const) {
      await desk.openByHand(reason);
      expected.openings.push([of, undefined]);
    }
  });

  it('a resident whose pass is suspended is asked about, and not sent away by the page', async () => {
    const { reason, said } = await desk.scan(await suspended.live(), 'ask');
    expect(reason).toBe('suspended');
    expect(said).toContain('核实是住户');
    await desk.answer('放行');
    expected.scans.push(['ask', 'suspended', 'let_in']);
  });

  it('a code of another compound, and a picture of an old one, are refused with the way in', async () => {
    for (const [code, reason] of [
      [await away.live(), 'wrong_compound'],
      [atHome.show(SLOTS_AGO), 'stale_code'],
    ] as const) {
      const seen = await desk.scan(code, 'deny');
      expect(seen.reason).toBe(reason);
      expect(seen.said).toContain('人工通道');
      await desk.answer('知道了，扫下一位');
      expected.scans.push(['deny', reason, undefined]);
    }
  });

  it('a resident who goes out is let out, and leaves no trace', async () => {
    await guard.getByRole('button', { name: '出', exact: true }).click();
    await desk.scan(await leaving.live(), 'allow');
    await desk.over();
    await guard.getByRole('button', { name: '进', exact: true }).click();
  });

  it('each of them is on record once, by kind, and nothing else is', async () => {
    await desk.uploaded();
    const scans = (await street.recordedScans()).map(({ device, decision }) => [
      device.outcome,
      device.reason,
      decision,
    ]);
    expect(scans.sort()).toEqual(expected.scans.sort());
    const openings = await street.recordedOpenings();
    expect(openings.map(({ class: of, building }) => [of, building]).sort()).toEqual(
      expected.openings.sort(),
    );
  });

  it('a resident scans the screen of the gate with the phone’s own scanner, and is in by one tap', async () => {
    const [own] = street.local.demo.residents;
    if (own === undefined) throw new Error('nobody lives here');
    const [resident, screen] = [await street.newPhone(), await street.newPhone(SCREEN)];
    const [phonePage, gate] = [await resident.newPage(), await screen.newPage()];
    await signInResident(street, phonePage, own.phone);
    await standAtGate(street, gate);

    const address = await scanScreen(street, gate);
    expect(new URL(address).pathname).toMatch(/^\/G\/[A-Z2-7]{132}$/);
    await phonePage.goto(address);
    await phonePage.getByRole('heading', { name: /^打开/ }).waitFor();
    expect(new URL(phonePage.url()).hash).toBe('');
    // Forwarded to somebody who is not signed in here, it opens nothing.
    const other = await (await street.newPhone()).newPage();
    await other.goto(address);
    await other.getByRole('heading', { name: '请先登录' }).waitFor();
    await phonePage.getByRole('button', { name: '开门', exact: true }).click();
    await phonePage.locator('.verdict[data-outcome=allow]').waitFor();
    await gate.locator('.verdict[data-outcome=allow]').waitFor();

    // The network of the screen may go: the code goes on changing.
    await screen.setOffline(true);
    const before = await gate.getByTestId('gate-code').getAttribute('data-slot');
    await gate.locator(`[data-testid=gate-code]:not([data-slot="${before}"])`).waitFor();
    await Promise.all([resident.close(), screen.close(), other.context().close()]);
  });

  it('somebody who was invited by link comes in once; on a second phone the host is asked', async () => {
    const [, own] = street.local.demo.residents;
    if (own === undefined) throw new Error('nobody lives here');
    const host = await (await street.newPhone()).newPage();
    await signInResident(street, host, own.phone);
    await host.getByRole('link', { name: '邀请访客' }).click();
    await host.getByRole('radio', { name: '护工' }).check();
    await host.getByRole('radio', { name: '一周内多次' }).check();
    await host.getByRole('button', { name: '发邀请' }).click();
    const sent = await host.getByTestId('invitation-text').inputValue();
    const [link] = /http\S+$/.exec(sent) ?? [''];

    const visitor = await (await street.newPhone()).newPage();
    await visitor.goto(link);
    await visitor.getByRole('button', { name: '打开邀请' }).click();
    await visitor.getByRole('img', { name: /访客码/ }).waitFor();
    const comesIn = async (page: Page, expected: Outcome) => {
      await nextCode(page);
      const camera = pointCamera(guard, page);
      await verdictOf(guard, expected).waitFor();
      const said = await verdict(guard).innerText();
      await camera.stop();
      return said;
    };
    expect(await comesIn(visitor, 'allow')).toMatch(/护工.+幢/);
    await desk.over();

    const second = await (await street.newPhone()).newPage();
    await second.goto(link);
    await second.getByRole('button', { name: '打开邀请' }).click();
    await second.getByText('已经问邀请您的人').waitFor();
    await host.reload();
    await host.getByRole('button', { name: '同意换' }).click();
    await second.getByRole('img', { name: /访客码/ }).waitFor();
    expect(await comesIn(visitor, 'deny')).toContain('人工通道');
    await desk.answer('知道了，扫下一位');
    await comesIn(second, 'allow');
    await desk.over();

    // The host takes it back while they stand at the gate.
    await host.getByRole('button', { name: '取消邀请' }).click();
    await host.getByRole('button', { name: '确认取消' }).click();
    await host.getByText('已取消').waitFor();
    await comesIn(second, 'deny');
    await desk.answer('知道了，扫下一位');
  });
});
