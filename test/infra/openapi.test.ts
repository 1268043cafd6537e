import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../functions/platform/http.ts';
import { openApiDocument } from '../../infra/openapi/document.ts';
import { OPERATIONS } from '../../infra/openapi/operations.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openGatehouse } from '../support/gatehouse.ts';

const operations = Object.values(OPERATIONS).flat();
const named = operations.map(
  (one) => [`${one.endpoint.method} ${one.endpoint.path}`, one] as const,
);

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

describe('the description of the API', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  it('names every route that is mounted and no other, with the action that guards it', async () => {
    const { apps } = await openGatehouse(engine.table, fixedClock());
    const mounted = Object.values(apps)
      .flatMap((app) => routesOf(app))
      .map(({ method, path, action }) => `${method} ${path} ${action}`);
    const described = named.map(([name, { action }]) => `${name} ${action}`);
    expect(described.sort()).toEqual(mounted.sort());
  });

  it.each(named)('has an example of %s that the schemas take', (_, { endpoint, body, answer }) => {
    expect(endpoint.body === undefined || endpoint.body.safeParse(body).success).toBe(true);
    expect(endpoint.answer === undefined || endpoint.answer.safeParse(answer).success).toBe(true);
  });

  it('is OpenAPI 3.1 in plain JSON, and every reference in it leads somewhere', () => {
    const document: unknown = JSON.parse(JSON.stringify(openApiDocument('1.0.0')));
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.0.0' } });
    const lost = referencesIn(document).filter((reference) => {
      const steps = reference.replace(/^#\//, '').split('/');
      const found = steps.reduce<unknown>(
        (inner, step) =>
          typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined,
        document,
      );
      return found === undefined;
    });
    expect(lost).toEqual([]);
  });
});
