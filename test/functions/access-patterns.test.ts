import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDITED_KINDS, auditedKindOf } from '../../functions/audit/audited-kinds.ts';
import { factOfChange } from '../../functions/audit/fact.ts';
import { destroyEnded } from '../../functions/emergencies/index.ts';
import { GRANT_PREFIX, GrantRow } from '../../functions/identity/index.ts';
import { createSummaries, summariseCompound } from '../../functions/overview/index.ts';
import { systemFacts } from '../../functions/platform/audit.ts';
import type { TimedChange } from '../../functions/platform/table-stream.ts';
import { fillRegister } from '../../functions/residents/index.ts';
import { PhotoUpload } from '../../shared/messages/photos.ts';
import { cardOffice } from '../support/cards.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { GatePhone } from '../support/gate-phone.ts';
import { type Gatehouse, openGatehouse } from '../support/gatehouse.ts';
import { GATES, layGates } from '../support/gates.ts';
import { residentBrowser } from '../support/resident-browser.ts';
import { rosterDesk } from '../support/roster-desk.ts';
import { accountOfPhone, HOUSES, PHONES, RESIDENTS, STAFF } from '../support/street.ts';
import { itemsOf } from '../support/table-items.ts';
import { newVisitorPhone } from '../support/visitor-phone.ts';
import { changesOf, endTheDay } from './audit/changes-of-a-day.ts';
import { emergencyIn } from './emergencies/ended-emergency.ts';
import { batchesOf } from './gates/scans-desk.ts';
import { knowInAnEmergency } from './health/known-in-a-day.ts';
import { houseOffice, letHouse } from './houses/house-office.ts';
import { tellThroughADay } from './notifications/told-in-a-day.ts';
import { REPAIRER, requestDesk } from './requests/request-desk.ts';
import { openByScanOnce } from './scan-to-open/opened-in-a-day.ts';
import { visitorsDesk } from './visitors/visitors-desk.ts';
import { whistleDesk } from './whistles/whistle-desk.ts';

type Kind = {
  readonly item: string;
  readonly pk: RegExp;
  readonly sk: RegExp;
  /** Whether items of the kind go by themselves: all, none, or those that are over. */
  readonly goes: readonly boolean[];
};

/** A key of the page as a pattern: every id, hash, number and time stands for any of its kind. */
function patternOf(key: string): RegExp {
  const pattern = key
    .replaceAll('.', '\\.')
    .replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+\\\.[0-9]+Z/, '[0-9:.TZ-]+')
    .replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}$/, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
    .replace(/^chain#cmp_/, 'chain#(cmp|com|str)_')
    .replace(/^cmp_(?=1#(chain|facts#))/, '(cmp|com|str)_')
    .replace(/read#0123456789ab/, 'read#[0-9a-f]{12}')
    .replace(/_0{10,}[0-9a-f]/g, '_[0-9a-z]{10,16}')
    .replace(/card-number#[0-9]+/, 'card-number#[0-9]{8}')
    .replace(/pass#[0-9a-f]+/, 'pass#[0-9a-f]{6}')
    .replace(/holders#[0-9a-f]+/, 'holders#[0-9a-f]{2}')
    .replace(/reads#[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'reads#[0-9]{4}-[0-9]{2}-[0-9]{2}')
    .replace(/facts#0000000001#[0-9a-f]+$/, 'facts#[0-9]+#[0-9a-f]{8}')
    .replace(/facts#[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'facts#[0-9]{4}-[0-9]{2}-[0-9]{2}')
    .replace(/pas_1_[0-9a-f]+/, 'pas_[0-9]+_[0-9a-f]{6}')
    .replace('surname#王', 'surname#[^#]+')
    .replace(/#00501/, '#[0-9]{5}[A-Z]?')
    .replace(/opening#visitor/, 'opening#[a-z_]+')
    .replace(/review#emergency/, 'review#[a-z_]+')
    .replace(/rate#enrolment#00ff/, 'rate#[a-z-]+#[0-9a-f]+')
    .replace(/#fire$/, '#[a-z_]+')
    .replace(/emergency#real/, 'emergency#(real|drill)')
    .replace(/1#0123456789abcdef#0000$/, '[0-9]+#[0-9a-f]{16}#[0-9]{4}')
    .replace(/record#f$/, 'record#[0-9a-f]')
    .replace(/00bb/, '[0-9a-f]{32}')
    .replace(/00ff/, '[0-9a-f]{64}')
    .replace(/00aa/, '[0-9a-f]{20}')
    .replace(/^resident$/, '(resident|staff)')
    .replace(/resident:(?=acc_)/, '(resident|staff):')
    .replace(/#inbox(?=#|$)/, '#(inbox|staff-inbox)')
    .replace(/#sms$/, '#(sms|call|wechat|push)')
    .replace(/^key#acc.*/, '.+')
    .replace(/sign-in-code#resident/, 'sign-in-code#(resident|guard|manager)')
    .replace(/due#[0-9-]{10}/, 'due#[0-9-]{10}')
    .replace(/open#new/, 'open#[a-z_]+')
    .replace(/done#2026-11$/, 'done#[0-9]{4}-[0-9]{2}')
    .replace(/浙A12345/, '浙A[A-Z0-9]{5,6}')
    .replace(/#(guard|community_worker)$/, '#[a-z_]+')
    .replace(/(?<=[_#]|^)[0-9]+(?=[_#]|$)/g, '[0-9]+');
  return new RegExp(`^${pattern}$`);
}

function kindsOnThePage(): Kind[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/access-patterns.md'), 'utf8');
  return [...page.matchAll(/^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|([^|]*)\|$/gm)].map(
    ([, item = '', pk = '', sk = '', kept = '']) => ({
      item,
      pk: patternOf(pk),
      sk: patternOf(sk),
      goes: kept.trim().startsWith('once ') ? [false, true] : [kept.trim() !== ''],
    }),
  );
}

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await layGates(engine.table);
  await liveThroughADay(await openGatehouse(engine.table, fixedClock()));
});
afterAll(() => engine.stop());

/** A house is let by somebody who lives elsewhere, for a while, with a car; and one that was, once. */
async function letHouses(house: Gatehouse): Promise<void> {
  const office = houseOffice(house);
  const landlord = { name: '沈月娥', phone: PHONES.stranger };
  await letHouse(office, { landlord });
  const { tenancies } = house.stores;
  const past = await letHouse(office, { landlord, tenants: [RESIDENTS.child] });
  const before = await tenancies.findTenancy(HOUSES.family, past);
  if (before === undefined) throw new Error('it was just recorded');
  const { due: _, ...ended } = before;
  const after = { ...ended, state: 'ended', endedOn: office.today(), version: 2 } as const;
  await tenancies.changeTenancy(before, after);
  const moved = {
    houseId: HOUSES.family,
    residents: [RESIDENTS.child],
    plates: [],
    on: office.today(),
    state: 'recorded' as const,
    version: 1,
    audit: systemFacts('moving_out.record', house.clock()),
  };
  await house.stores.moves.recordMove({ ...moved, moveId: 'mov_1_0000000000000001' });
  for (const plate of ['浙A12345', '浙A12346']) {
    await office.post(`${office.path()}/vehicles`, { plate });
  }
  await office.post(`${office.path()}/vehicle-endings`, { plate: '浙A12346' });
  await house.deliverResidents();
  const gone = { sk: 'resident#x', residentId: RESIDENTS.child, houseId: HOUSES.family };
  await house.deliverResident({ before: { ...gone, tie: 'tenant', state: 'moved_out' } });
}

/** What households decide, and what is decided about them. */
async function decideAtHome(house: Gatehouse): Promise<void> {
  const { call, clock } = house;
  const father = residentBrowser(house);
  await father.signIn(PHONES.father);
  const own = `/residents/${RESIDENTS.father}`;
  const give = async (phone: string) =>
    Object((await father.call('POST', `${own}/proxies`, { phone, called: '女儿' })).body).proxyId;
  await father.call('DELETE', `${own}/proxies/${await give(PHONES.stranger)}`);
  await give(PHONES.neighbour);
  const joining = residentBrowser(house);
  const ask = async (phone: string, name: string) => {
    await joining.call('POST', '/join-requests/codes', { phone });
    const code = house.phones.codeOn(phone);
    const at = { compound: '锦苑小区', house: '3-2-501' };
    await joining.call('POST', '/join-requests', { phone, code, ...at, name, tie: 'tenant' });
  };
  await ask('13900005559', '钱敏');
  const asked = Object((await father.call('GET', `${own}/join-requests`)).body).requests;
  const answer = `${own}/join-requests/${asked[0].joinRequestId}`;
  await father.call('PUT', answer, { approve: false });
  await ask(PHONES.stranger, '赵敏');
  const care = async (resident: string) =>
    call('manager', 'PUT', `/api/v1/manager/residents/${resident}/special-care`, {
      cookie: await house.staffCookie('community_worker', { now: clock() }),
      body: { kind: 'frail', helper: house.staffIdOf('community_worker', 'cmp_1') },
    });
  await care(RESIDENTS.father);
  await father.call('DELETE', `${own}/special-care`);
  await care(RESIDENTS.mother);
  for (const pin of ['804213', '318426']) {
    await father.call('PUT', `${own}/house-pin`, { pin });
    if (pin === '804213') await father.call('DELETE', `${own}/house-pin`);
  }
  for (const [resident, number] of [
    [RESIDENTS.father, '0011257731'],
    [RESIDENTS.mother, '0011257732'],
  ]) {
    await call('manager', 'PUT', `/api/v1/manager/residents/${resident}/door-card`, {
      cookie: await house.staffCookie('property_manager', { now: clock() }),
      body: { number },
    });
  }
  await father.call('DELETE', `${own}/door-card`);
  await call('manager', 'POST', `/api/v1/manager${own}/removal`, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    body: { version: 1, document: 'lease_end', documentNumber: '2035-118' },
  });
}

/** What is made known, by the office and by the community, and that a household has read it. */
async function announce(house: Gatehouse): Promise<void> {
  const { call, clock } = house;
  const publish = async (place: string, role: 'property_manager' | 'community_worker') =>
    call('manager', 'POST', `/api/v1/manager/places/${place}/announcements`, {
      cookie: await house.staffCookie(role, {
        node: role === 'property_manager' ? 'cmp_1' : 'com_1',
        now: clock(),
      }),
      body: {
        key: '0000000000000001',
        zh: { title: '停水', body: '明天停水。' },
        urgent: place === 'cmp_1',
        until: clock() + 86_400_000,
      },
    });
  const { body } = await publish('cmp_1', 'property_manager');
  await publish('com_1', 'community_worker');
  const father = residentBrowser(house);
  await father.signIn(PHONES.father);
  await father.call('PUT', `/announcements/${Object(body).announcementId}/seen`);
  await call('manager', 'PUT', '/api/v1/manager/compounds/cmp_1/help-directory', {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    body: { entries: [], version: 0 },
  });
}

/** A door is enrolled, and does not answer. */
async function openADoor(house: Gatehouse): Promise<void> {
  const path = `/api/v1/manager/doors/gates/${GATES.east}`;
  const cookie = await house.staffCookie('property_manager', { now: house.clock() });
  const body = { withoutPower: 'entry_stays_locked', version: 0 };
  await house.call('doors', 'PUT', path, { cookie, body });
  await house.call('doors', 'POST', `${path}/openings`, { cookie });
}

/** One photo stays with its request, one went with it, one is named by nobody. */
async function lookAtPhotos(house: Gatehouse): Promise<void> {
  const { photos } = house.stores;
  const cookie = await house.residentCookie(PHONES.father, [RESIDENTS.father]);
  const path = `/api/v1/resident/photos/residents/${RESIDENTS.father}/uploads`;
  const requestId = 'req_1_0000000000000001';
  const accountId = accountOfPhone(PHONES.father);
  const audit = systemFacts('request.submit', house.clock());
  const asked = async () => {
    const { body } = await house.call('photos', 'POST', path, { cookie, body: { bytes: 1 } });
    return PhotoUpload.parse(body).photoId;
  };
  await asked();
  for (const isNamed of [true, false]) {
    const photoId = await asked();
    await photos.confirm(photoId, accountId, { bytes: 1, width: 1, height: 1 }, audit);
    await photos.attach(photoId, { accountId, requestId, audit });
    await photos.keep(photoId, requestId, audit);
    if (!isNamed) await photos.drop(photoId, requestId, audit);
  }
}

/** Everything that writes, once. */
async function liveThroughADay(house: Gatehouse): Promise<void> {
  const { call, clock } = house;
  await letHouses(house);
  const phone = await house.phoneOf(RESIDENTS.father);
  await cardOffice(house).giveCard(RESIDENTS.mother);
  await house.deliverPasses();
  const device = await house.deviceAt(GATES.east);
  await call('guard', 'POST', '/api/v1/guard/enrolments', {
    body: device.enrolmentRequest('00000000'),
  });
  const shift = await house.startShift(device);
  const desk = batchesOf(shift, clock);
  clock.advance(60_000);
  await house.record(device, [desk.cut(desk.scan(phone.showAt(clock())), desk.scan('hello'))]);
  const opening = { boot: 7, seq: 1, class: 'courier', shiftId: shift.shiftId, openedAt: clock() };
  await call('guard', 'POST', `/api/v1/gates/${GATES.east}/openings`, {
    device,
    body: { openings: [opening] },
  });
  await call('guard', 'POST', `/api/v1/gates/${GATES.east}/openings`, {
    device,
    body: { openings: [{ ...opening, seq: 2, class: 'emergency' }] },
  });
  const manager = await house.staffCookie('property_manager');
  const day = `/api/v1/manager/gates/${GATES.east}/days/2035-11-14/openings/review`;
  const review = { class: 'emergency', staffId: STAFF.guard, count: 1 };
  await call('manager', 'PUT', day, { cookie: manager, body: review });
  await call('manager', 'PUT', '/api/v1/manager/compounds/cmp_1/single-entrance', {
    cookie: manager,
    body: { mainGate: GATES.east, version: 0 },
  });
  await call('guard', 'GET', `/api/v1/gates/${GATES.east}/state`, { device });
  await call('guard', 'PUT', '/api/v1/guard/shift-pin', {
    cookie: await house.staffCookie('guard'),
    body: { pin: '804213' },
  });
  const forged = {
    after: shift.shiftId,
    staffId: STAFF.guard,
    guardName: '胡**',
    startedAt: clock(),
    claim: 'A'.repeat(43),
  };
  await call('guard', 'PUT', `/api/v1/gates/${GATES.east}/shifts/${shift.shiftId}/relief`, {
    device,
    body: forged,
  });
  for (const [seq, code] of [phone.showAt(clock()), 'hello'].entries()) {
    const body = { boot: 7, seq, code, direction: 'in' };
    await call('guard', 'POST', `/api/v1/gates/${GATES.east}/decisions`, { device, body });
  }
  await openByScanOnce(house, device, phone);
  const west = await house.deviceAt(GATES.west);
  const second = batchesOf(await house.startShift(west), clock);
  const shown = phone.showAt(clock());
  await house.record(device, [desk.cut(desk.scan(shown))]);
  await house.record(west, [second.cut(second.scan(shown))]);
  await house.deliverScans();
  await call('manager', 'PUT', '/api/v1/manager/compounds/cmp_1/duty/2035-11-14', {
    cookie: manager,
    body: {
      post: 'gatehouse',
      template: 'three',
      turns: [{ day: 1, turn: 0, staffIds: [STAFF.guard] }],
      version: 0,
    },
  });
  await call('manager', 'POST', '/api/v1/manager/compounds/cmp_1/hand-overs', {
    cookie: manager,
    body: { post: 'gatehouse', note: '电梯报修', open: [] },
  });
  await summariseCompound(createSummaries(house.table), 'cmp_1', clock());
  const path = '/api/v1/resident/sign-in';
  await call('resident', 'POST', `${path}/codes`, { body: { phone: PHONES.father } });
  const code = house.phones.codeOn(PHONES.father);
  await call('resident', 'POST', path, { body: { phone: PHONES.father, code } });
  await call('resident', 'POST', `${path}/codes`, { body: { phone: PHONES.mother } });
  await house.stores.questions.askHousehold({
    accountId: accountOfPhone(PHONES.mother),
    residentId: RESIDENTS.mother,
    since: clock(),
  });
  await fillRegister(house.stores, 'cmp_1', clock());
  await call('manager', 'PUT', '/api/v1/manager/compounds/cmp_2/company', {
    cookie: await house.staffCookie('community_worker', { node: 'com_1', now: clock() }),
    body: {
      manager: { name: '冯丽', phone: '13900005555', until: clock() + 86_400_000 },
      documentNumber: '青街物〔2026〕12号',
    },
  });
  const rosters = rosterDesk(house);
  const father = ['3-2-501', '王建国', '业主', PHONES.father];
  await rosters.preview([father, ['9-9-999', '', '', '']]);
  await rosters.preview([father]);
  await rosters.importAll([['3-2-501', '陈晓', '租客', '']]);
  await announce(house);
  await decideAtHome(house);
  await call('manager', 'PUT', `/api/v1/manager/passes/${phone.pass.passId}/state`, {
    cookie: await house.staffCookie('property_manager', { now: clock() }),
    body: { state: 'suspended', reason: 'own_wish', until: clock() + 86_400_000 },
  });
  await workTheDesk(house);
  await inviteSomebody(house, device);
  await lookAtPhotos(house);
  await openADoor(house);
  await knowInAnEmergency(house);
  await endAnEmergency(house);
  await tellThroughADay(house);
  await endTheDay(house);
  await house.sealFacts();
}

/** One that acts elsewhere has ended, and its destruction begins. */
async function endAnEmergency(house: Gatehouse): Promise<void> {
  const { end, here, ports } = await emergencyIn(house, [], ['cmp_2']);
  const { told } = house.stores;
  await told.note(here, { compoundId: 'cmp_2', key: 'k', to: { staff: STAFF.guard } });
  await destroyEnded(ports, await end(), house.clock());
}

/** Somebody is invited, opens the link and comes in. */
async function inviteSomebody(house: Gatehouse, device: GatePhone): Promise<void> {
  const desk = visitorsDesk(house);
  const phone = newVisitorPhone();
  await desk.open(phone, await desk.invite());
  await desk.arrive(device, phone);
  await house.deliverArrivals();
}

/** One request is done and closed, one waits, and a team is told whose turn it is. */
async function workTheDesk(house: Gatehouse): Promise<void> {
  const desk = requestDesk(house);
  const repairer = await desk.onTheBooks(REPAIRER);
  const { settings } = house.stores.desk;
  const audit = systemFacts('desk_settings.edit', house.clock());
  const { types, calendar } = await settings.readSettings('cmp_1');
  await settings.setSettings('cmp_1', { types, calendar, version: 1 }, audit);
  const teamId = 'tea_1_0000000000000001';
  const plan = { name: '维修', typeIds: ['repair'], areas: [], hours: [], cap: 9, version: 1 };
  await settings.putTeam({ teamId, members: [repairer], ...plan }, audit);
  await settings.takeTurn(teamId, { last: undefined, now: repairer });
  const done = await desk.ask();
  await desk.finish(done);
  await desk.close(done);
  const waiting = await desk.ask();
  await desk.claim(REPAIRER, waiting);
  const { links } = await whistleDesk(house).blow(waiting);
  await whistleDesk(house).say(links[0], { says: 'arrived' });
  await house.deliverRequests();
}

it('every item of the table is one kind on the page of access patterns', async () => {
  const kinds = kindsOnThePage();
  const unknown = (await itemsOf(engine.table)).filter(({ pk, sk }) => {
    const fitting = kinds.filter((kind) => kind.pk.test(String(pk)) && kind.sk.test(String(sk)));
    return fitting.length !== 1;
  });
  expect(unknown.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([]);
});

it('every kind on the page stands in the table after a day', async () => {
  const items = await itemsOf(engine.table);
  const missing = kindsOnThePage().filter(
    (kind) => !items.some(({ pk, sk }) => kind.pk.test(String(pk)) && kind.sk.test(String(sk))),
  );
  expect(missing.map(({ item }) => item)).toEqual([]);
});

it('every partition begins with a compound, but for what is needed before it is known', async () => {
  const known =
    /^(cmp_[0-9]+(#|$)|(str|com)_[0-9]+(#|$)|directory$|chains$|urgent-announcements$|(phone|session|rate|enrolment|wechat|push)#)/;
  const strange = (await itemsOf(engine.table)).filter(({ pk }) => !known.test(String(pk)));
  expect(strange.map(({ pk }) => pk)).toEqual([]);
});

it('the prefix by which the stream knows a role is that of roles alone', async () => {
  const named = (await itemsOf(engine.table)).filter(({ sk }) =>
    String(sk).startsWith(GRANT_PREFIX),
  );
  expect(named.filter((item) => !GrantRow.safeParse(item).success)).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
});

it('what the page gives a term carries it, and nothing else does', async () => {
  const items = await itemsOf(engine.table);
  for (const { item, pk, sk, goes } of kindsOnThePage()) {
    const ofKind = items.filter((one) => pk.test(String(one.pk)) && sk.test(String(one.sk)));
    const terms = new Set(ofKind.map(({ ttl }) => typeof ttl === 'number'));
    expect([item, ...[...terms].sort()]).toEqual([item, ...goes]);
  }
});

describe('a verb that changes a person’s data or a right carries its audit facts in that write', () => {
  let changes: TimedChange[];
  beforeAll(async () => {
    changes = await changesOf(engine);
  });

  it('with a version that counts on by one, and a deletion with facts beside it', () => {
    const gone = new Set(
      changes
        .map(({ after }) => `${after?.pk} ${after?.sk}`)
        .filter((key) => key.includes('#gone ')),
    );
    const unexplained = changes.flatMap((change) => {
      const { pk, sk } = change.after ?? change.before ?? {};
      const fact = factOfChange(change)?.fact;
      const isOwed = auditedKindOf(String(pk), String(sk)) !== undefined && fact === undefined;
      const isExplained = change.after === undefined && gone.has(`${pk}#gone ${sk}`);
      return (fact?.kind === 'unexplained' || isOwed) && !isExplained ? [`${pk} ${sk}`] : [];
    });
    expect(unexplained).toEqual([]);
  });

  it('in every kind of item that the table of audited kinds names, by its name on this page', () => {
    const items = new Map(kindsOnThePage().map((kind) => [kind.item, kind]));
    for (const { item, pk, sk } of AUDITED_KINDS) {
      const written = changes.filter(
        ({ after }) => pk.test(String(after?.pk)) && sk.test(String(after?.sk)),
      );
      expect([item, items.has(item), written.length > 0]).toEqual([item, true, true]);
    }
  });
});
