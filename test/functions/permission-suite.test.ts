import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routesOf } from '../../functions/platform/http.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { type AppName, openGatehouse } from '../support/gatehouse.ts';
import { layGates } from '../support/gates.ts';
import { itemsOf } from '../support/table-items.ts';
import { PRESENTERS, type Scene, setScene } from './permission-presenters.ts';
import { type Asked, ROUTES } from './permission-routes.ts';

const ANYBODY = ['nobody', 'a resident', 'a guard', 'a manager', 'the device and a guard'];

/** Every call an address of its own, so that no limit of one is another's. */
let callers = 0;

let engine: TestEngine;
let scene: Scene;

async function openScene(): Promise<void> {
  engine = await startEngine();
  await layGates(engine.table);
  scene = await setScene(await openGatehouse(engine.table, fixedClock()));
}

async function ask(route: string, asked: Asked, presenter: string, headers = {}) {
  const [app = '', method = ''] = route.split(' ');
  const present = PRESENTERS[presenter];
  if (present === undefined || !isApp(app)) throw new Error(`nobody called ${presenter}`);
  const presented = await present(scene);
  const body = asked.body?.(scene);
  return scene.house.call(app, method, pathOf(asked), {
    ...presented,
    ...(body === undefined ? {} : { body }),
    headers: {
      ...presented.headers,
      'cloudfront-viewer-address': `203.0.113.${++callers % 250}.${callers}:1`,
      ...headers,
    },
  });
}
const isApp = (name: string): name is AppName => name in scene.house.apps;
const pathOf = ({ path }: Asked): string => (typeof path === 'string' ? path : path(scene));
async function tableNow(): Promise<string> {
  const items = (await itemsOf(engine.table)).map((item) =>
    inspect(item, { depth: null, sorted: true }),
  );
  return items.sort().join('\n');
}

const REFUSALS = [
  'not_signed_in',
  'session_expired',
  'not_permitted',
  'purpose_refused',
  'number_waiting',
  'device_signature_invalid',
  'device_not_enrolled',
];

describe('a route', () => {
  beforeEach(openScene);
  afterEach(() => engine.stop());

  it('every route of every app is in this suite, and no other', () => {
    const mounted = Object.entries(scene.house.apps).flatMap(([app, routes]) =>
      routesOf(routes).map(({ method, path }) => `${app} ${method} ${path}`),
    );
    expect(mounted.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('nothing answers but what is mounted', async () => {
    for (const [app, routes] of Object.entries(scene.house.apps)) {
      const answering = routes.routes.filter(({ method }) => method !== 'ALL');
      expect([app, answering.length]).toEqual([app, routesOf(routes).length]);
    }
  });

  describe.each(Object.entries(ROUTES))('%s', (route, cases) => {
    it.each(cases)('gives $what to whom it belongs', async (asked) => {
      const getters = asked.gets === 'everybody' ? Object.keys(PRESENTERS) : asked.gets;
      for (const presenter of getters) {
        const { status, code } = await ask(route, asked, presenter);
        const expected = asked.status ?? (status === 204 ? 204 : 200);
        expect([presenter, status, code]).toEqual([
          presenter,
          expected,
          asked.status === undefined ? undefined : code,
        ]);
      }
    });
  });
});

const reads = (route: string): boolean => route.split(' ')[1] === 'GET';
/** All but what everybody may read, from wherever. */
const REFUSABLE = Object.entries(ROUTES).filter(
  ([route, cases]) => !reads(route) || cases.some(({ gets }) => gets !== 'everybody'),
);

// One scene for all of these: what is refused changes nothing, and each says so.
describe('a route that is refused', () => {
  beforeAll(openScene);
  afterAll(() => engine.stop());

  describe.each(REFUSABLE)('%s', (route, cases) => {
    it.each(cases.filter(({ gets }) => gets !== 'everybody'))(
      'refuses $what to all the others, and changes nothing',
      async (asked) => {
        const before = await tableNow();
        const others = Object.keys(PRESENTERS).filter((name) => !asked.gets.includes(name));
        expect(others.length).toBeGreaterThan(0);
        for (const presenter of others) {
          const { status, code, body } = await ask(route, asked, presenter);
          expect([presenter, status === 401 || status === 403, code]).toEqual([
            presenter,
            true,
            expect.toBeOneOf(REFUSALS),
          ]);
          expect(Object.keys(Object(body))).toEqual(['error']);
        }
        expect(await tableNow()).toBe(before);
      },
    );

    if (reads(route)) return;
    it('refuses pages of other sites, whoever is in front of them', async () => {
      const before = await tableNow();
      for (const asked of cases) {
        const presenters = asked.gets === 'everybody' ? ANYBODY : asked.gets;
        for (const presenter of presenters) {
          for (const origin of [
            'https://elsewhere.example',
            'null',
            'http://localhost.elsewhere',
          ]) {
            const { status, code } = await ask(route, asked, presenter, { origin });
            expect([presenter, status, code]).toEqual([presenter, 403, 'origin_refused']);
          }
        }
      }
      expect(await tableNow()).toBe(before);
    });
  });
});
