import { compactDecrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../shared/gate/decide-scan.ts';
import { CLASSES, DIRECTIONS, REASONS, type Reason } from '../../../shared/gate/outcomes.ts';
import { REASON_WORDS } from '../../../shared/gate/reason-words.ts';
import type { IssuedCard } from '../../../shared/messages/cards.ts';
import type { Shift } from '../../../shared/messages/gates.ts';
import { type Opening, RecordOpeningsAnswer } from '../../../shared/messages/openings.ts';
import { SLOT_MS } from '../../../shared/time/slot.ts';
import { openLane } from '../../../web/guard/lane/open-lane.ts';
import { guardOpenings } from '../../../web/guard/openings/guard-openings.ts';
import { nextScreen } from '../../../web/guard/verdict/verdict-screen.ts';
import { cardOffice } from '../../support/cards.ts';
import type { TestEngine } from '../../support/engine.ts';
import type { FixedClock } from '../../support/fixed-clock.ts';
import type { GatePhone } from '../../support/gate-phone.ts';
import type { Gatehouse } from '../../support/gatehouse.ts';
import { GATES } from '../../support/gates.ts';
import { openOwnGatehouse } from '../../support/own-gatehouse.ts';
import { openPageGate } from '../../support/page-gate.ts';
import type { ResidentPhone } from '../../support/resident-phone.ts';
import { RESIDENTS } from '../../support/street.ts';

/** By which words each way in is known. That each of them is open is shown below. */
const WAYS = {
  lane: { zh: /人工通道/, en: /no-phone lane/i },
  look: { zh: /看一眼|核实|是本人/, en: /look|check|confirm|the person|^It is$/i },
  freshCode: { zh: /新码|刷新/, en: /refresh|(live|next|new) (one|code)/i },
  card: { zh: /卡/, en: /\bcard\b/i },
} as const;
type Way = keyof typeof WAYS;
const WAY_NAMES = ['lane', 'look', 'freshCode', 'card'] as const satisfies readonly Way[];

/** Whom nobody at a gate can wait for. */
const MANAGER = { zh: /物业|经理|管理员/, en: /manager|office|property/i } as const;

const refusing = REASONS.filter((reason) => reason !== 'ok');
const spoken = refusing.flatMap((reason) =>
  (['guardNext', 'residentNext'] as const).flatMap((to) =>
    (['zh', 'en'] as const).map((language) => ({ reason, to, language })),
  ),
);
const waysNamed = (reason: Reason, to: 'guardNext' | 'residentNext', language: 'zh' | 'en') =>
  WAY_NAMES.filter((way) => WAYS[way][language].test(REASON_WORDS[reason][to][language]));
const isEver = (reason: Reason, outcome: 'ask' | 'deny') =>
  CLASSES.some((passClass) =>
    DIRECTIONS.some((direction) => outcomeOf(reason, passClass, direction) === outcome),
  );

describe('the words for a reason that does not let in', () => {
  it.each(spoken)('name a way in: $reason, $to, $language', ({ reason, to, language }) => {
    expect(waysNamed(reason, to, language)).not.toEqual([]);
    expect(REASON_WORDS[reason][to][language]).not.toMatch(MANAGER[language]);
  });

  it.each(refusing.filter((reason) => isEver(reason, 'deny')))(
    'name the lane wherever the screen refuses: %s',
    (reason) => {
      for (const { to, language } of spoken.filter((one) => one.reason === reason)) {
        expect(waysNamed(reason, to, language)).toContain('lane');
      }
    },
  );

  it.each(refusing.filter((reason) => !waysNamed(reason, 'guardNext', 'zh').includes('lane')))(
    'send to a look only where the screen asks: %s',
    (reason) => {
      expect([isEver(reason, 'ask'), isEver(reason, 'deny')]).toEqual([true, false]);
    },
  );
});

describe('the ways in that these words name, with the network gone and no manager', () => {
  let engine: TestEngine;
  let clock: FixedClock;
  let house: Gatehouse;
  let device: GatePhone;
  let shift: Shift;
  let phone: ResidentPhone;
  let card: IssuedCard;
  let page: ReturnType<typeof openPageGate>;
  let holders: unknown;
  let network: boolean;

  beforeEach(async () => {
    ({ engine, clock, house } = await openOwnGatehouse());
    device = await house.deviceAt(GATES.east);
    shift = await house.startShift(device);
    phone = await house.phoneOf(RESIDENTS.father);
    card = await cardOffice(house).giveCard(RESIDENTS.mother);
    network = true;
    page = openPageGate({
      device,
      now: clock,
      send: (path, init) => {
        if (!network) throw new TypeError('Failed to fetch');
        return house.apps[path.startsWith('/.well-known/') ? 'keys' : 'guard'].request(path, init);
      },
    });
    await page.documents.refresh();
    const path = `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/holders`;
    holders = (await house.call('guard', 'GET', path, { device })).body;
    network = false;
  });
  afterEach(() => engine.stop());

  /** Opens by hand and, once there is network, hands in what was written down. */
  async function openByHand(what: Pick<Opening, 'class' | 'building'>) {
    const kept: Opening[] = [];
    const openings = guardOpenings({
      boot: 7,
      queue: {
        keep: async (opening) => {
          kept.push(opening);
        },
        explain: async () => undefined,
        listUnexplained: async () => [],
      },
      shiftId: () => shift.shiftId,
      now: clock,
      onKept: () => undefined,
      onFault: (fault) => {
        throw fault;
      },
    });
    await openings.open(what);
    expect(openings.latest.value?.kept).toBe(true);
    const path = `/api/v1/gates/${GATES.east}/openings`;
    const { body } = await house.call('guard', 'POST', path, { device, body: { openings: kept } });
    return RecordOpeningsAnswer.parse(body).openings.map(({ result }) => result);
  }

  it('the lane: house and surname find the resident, and one tap lets in', async () => {
    const { plaintext } = await compactDecrypt(shift.shiftKey, device.agreement.privateKey);
    const key = await crypto.subtle.importKey('raw', new Uint8Array(plaintext), 'AES-GCM', false, [
      'decrypt',
    ]);
    const lane = await openLane(holders, key);
    expect(await lane?.find('3-2-501', '王')).toEqual([{ maskedName: '王**', building: '3幢' }]);
    expect(await openByHand({ class: 'resident_without_phone' })).toEqual(['recorded']);
  });

  it('a look: what asks stays on the screen until the guard has said yes or no', () => {
    const asking = {
      scan: '7.1',
      outcome: 'ask',
      reason: 'suspended',
      direction: 'in',
      at: clock(),
    } as const;
    const asked = nextScreen({ shows: 'nothing' }, { type: 'decided', verdict: asking });
    expect(nextScreen(asked, { type: 'dismissed' })).toMatchObject({ verdict: asking });
    expect(nextScreen(asked, { type: 'guard_decided', scan: '7.1' })).toEqual({
      shows: 'nothing',
    });
  });

  it('the gate is opened by hand for whoever has no code at all', async () => {
    expect(await openByHand({ class: 'visitor', building: 3 })).toEqual(['recorded']);
  });

  it('a fresh code: an old one and one used twice are followed by one that lets in', async () => {
    const old = phone.showAt(clock());
    clock.advance(4 * SLOT_MS);
    expect(await page.judge(old)).toMatchObject({ outcome: 'deny', reason: 'stale_code' });
    const used = phone.showAt(clock());
    expect(await page.judge(used)).toMatchObject({ outcome: 'allow' });
    expect(await page.judge(used)).toMatchObject({ outcome: 'deny', reason: 'replayed' });
    clock.advance(SLOT_MS);
    expect(await page.judge(phone.showAt(clock()))).toMatchObject({ outcome: 'allow' });
  });

  it('a printed card: its code asks for a look', async () => {
    expect(await page.judge(card.code)).toMatchObject({
      outcome: 'ask',
      reason: 'look_and_confirm',
    });
  });
});
