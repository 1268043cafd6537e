import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Holder, openGate } from '../../infra/demo/people.ts';
import { signIn, streetAt } from '../../infra/demo/street-client.ts';
import type { IssuedCard } from '../../shared/messages/cards.ts';
import { giveCamera } from '../support/camera.ts';
import { type GuardDesk, guardDesk } from './guard-desk.ts';
import { cardOfElder, neighbours } from './people.ts';
import { enrolAndSignIn, openStreet, type Street, verdictOf } from './street.ts';

const PIN = '804213';

describe('one gate, from everything working down to nothing at all, and up again', () => {
  let street: Street;
  let phone: BrowserContext;
  let guard: Page;
  let desk: GuardDesk;
  let residents: Holder[];
  let card: IssuedCard;

  const button = (name: string | RegExp) =>
    guard.getByRole('button', { name, exact: typeof name === 'string' });
  const enterPin = async () => {
    for (const digit of PIN) await button(digit).click();
  };
  const api = () => streetAt(street.local.origin, { ownAddresses: false });
  /** Somebody who has not come yet: nobody waits for the next code. */
  const nextCode = async () => {
    const resident = residents.shift();
    if (resident === undefined) throw new Error('everybody has come');
    return resident.live();
  };

  beforeAll(async () => {
    street = await openStreet();
    residents = await neighbours(street);
    card = await cardOfElder(street);
    phone = await street.newPhone();
    guard = await phone.newPage();
    desk = guardDesk(phone, guard);
    await giveCamera(guard);
    await enrolAndSignIn(street, guard);
    await enterPin();
    await guard.getByText('再输入一次').waitFor();
    // The page has the PIN's entry with its names: the network may go.
    const heard = guard.waitForResponse(
      (answer) => new URL(answer.url()).pathname.endsWith('/holders') && answer.ok(),
    );
    await enterPin();
    await guard.getByRole('dialog').waitFor({ state: 'detached' });
    await heard;
    await guard.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  });
  afterAll(() => street.close());

  it('online: the server decides for a reader at the desk, and the page with a list as of now', async () => {
    const { demo, enrolmentCode } = street.local;
    const [gate] = demo.gates;
    if (gate === undefined) throw new Error('the demo street has no gate');
    const client = api().newClient();
    await signIn(client, { audience: 'guard', phone: demo.guard.phone });
    const { gateId } = gate;
    const reader = await openGate(api(), {
      gateId,
      code: await enrolmentCode(gateId),
      guard: client,
    });
    expect(await reader.decide(await nextCode(), 'in')).toMatchObject({ outcome: 'allow' });
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await desk.uploaded();
  });

  it('without a network: the same code, by the list that the phone has', async () => {
    await desk.goOffline();
    const { reason, said } = await desk.scan(await nextCode(), 'allow');
    expect(reason).toBe('ok');
    expect(said).toMatch(/\*\*\s*\S+幢/);
    await desk.over();
  });

  it('without the resident’s phone: a printed card by its code and by its number, and house and surname', async () => {
    expect(await desk.scan(card.code, 'ask')).toMatchObject({ reason: 'look_and_confirm' });
    await desk.answer('是本人');
    await desk.typeNumber(card.number);
    await verdictOf(guard, 'ask').waitFor();
    await desk.answer('是本人');
    await desk.letInByLane('3-2-501', '王');
  });

  it('without the guard who signed in: the next one takes over by PIN', async () => {
    await button('交接班').click();
    await button('结束当班').click();
    await guard.getByText('没有网络，接班用密码').waitFor();
    await button(/\*\*/).click();
    await enterPin();
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
  });

  it('without any code or list: a human looks, and opens by hand', async () => {
    await desk.openByHand('住户没带手机');
  });

  it('with nothing at all, nobody on duty and the page just opened anew: one tap', async () => {
    await button('交接班').click();
    await button('结束当班').click();
    await guard.getByText('没有网络，接班用密码').waitFor();
    await guard.reload();
    await button('紧急放行').click();
    await button('停电/故障').click();
    await guard.getByText(/已记下：紧急放行/).waitFor();
  });

  it('up again: a PIN, then the network, and all of it is on record exactly once', async () => {
    await button(/\*\*/).click();
    await enterPin();
    await desk.goOnline();
    expect(await desk.scan(await nextCode(), 'allow')).toMatchObject({ reason: 'ok' });
    await desk.over();
    await expect
      .poll(async () => (await street.recordedShifts()).length, { timeout: 30_000 })
      .toBe(4);
    await desk.uploaded();
    const scans = await street.recordedScans();
    expect(scans.map(({ device, decision }) => [device.reason, decision]).sort()).toEqual([
      ['look_and_confirm', 'let_in'],
      ['look_and_confirm', 'let_in'],
      ...Array.from({ length: 4 }, () => ['ok', undefined]),
    ]);
    for (const { device, server } of scans) expect(server).toEqual(device);
    const openings = await street.recordedOpenings();
    expect(openings.map(({ class: of, reason }) => [of, reason]).sort()).toEqual([
      ['emergency', 'power_failure'],
      ['resident_without_phone', undefined],
      ['resident_without_phone', undefined],
    ]);
  });
});
