import { describe, expect, it } from 'vitest';
import {
  type Declared,
  type DeclaredBy,
  declarationProblem,
} from '../../../shared/emergency/within-document.ts';
import type { PlaceId } from '../../../shared/ids.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const END_OF_DOCUMENT = Date.parse('2026-12-01T00:00:00+08:00');

const PARENTS: Partial<Record<PlaceId, PlaceId>> = {
  bld_1_1: 'cmp_1',
  bld_1_2: 'cmp_1',
  cmp_1: 'com_1',
  com_1: 'str_1',
  com_2: 'str_1',
};
const lies = (place: PlaceId, within: PlaceId): boolean => {
  const parent = PARENTS[place];
  return parent !== undefined && (parent === within || lies(parent, within));
};

const DOCUMENT: DeclaredBy = {
  number: '郑防指〔2026〕18号',
  level: 'county',
  scope: ['com_1'],
  measures: ['registration', 'isolation_care'],
  until: '2026-11-30',
};
const DECLARED: Declared = {
  scope: ['cmp_1', 'bld_1_2'],
  measures: ['registration'],
  until: NOW + 7 * DAY,
};

const problem = (
  declared: Partial<Declared> = {},
  document: Partial<DeclaredBy> = {},
  now: number = NOW,
) => declarationProblem({ ...DECLARED, ...declared }, { ...DOCUMENT, ...document }, { now, lies });

describe('a declaration', () => {
  it('stands on a document that reaches as far as itself, and on a wider one', () => {
    expect(problem()).toBeUndefined();
    const { scope, measures } = DOCUMENT;
    expect(problem({ scope, measures, until: END_OF_DOCUMENT })).toBeUndefined();
    expect(problem({}, { scope: ['str_1'] })).toBeUndefined();
  });

  it('is nothing without a document, or with one without a number', () => {
    expect(declarationProblem(DECLARED, undefined, { now: NOW, lies })).toBe('no_document');
    expect(problem({}, { number: '  ' })).toBe('no_document');
  });

  it('needs an authority of a county or above', () => {
    for (const level of ['county', 'prefecture', 'province', 'nation']) {
      expect(problem({}, { level })).toBeUndefined();
    }
    for (const level of ['street', 'community', 'property', '']) {
      expect(problem({}, { level })).toBe('authority_too_low');
    }
  });

  it('covers no place beside the document’s, and none above them', () => {
    expect(problem({ scope: ['cmp_1', 'com_2'] })).toBe('wider_scope');
    expect(problem({ scope: ['str_1'] })).toBe('wider_scope');
    expect(problem({ scope: ['cmp_1'] }, { scope: ['bld_1_1', 'bld_1_2'] })).toBe('wider_scope');
  });

  it('brings about nothing that the document does not name', () => {
    expect(problem({ measures: ['registration', 'trip_quota'] })).toBe('measure_not_named');
  });

  it('lasts no longer than the document’s last day in Shanghai', () => {
    expect(problem({ until: END_OF_DOCUMENT + 1 })).toBe('too_long');
  });

  it('lasts thirty days at most, however long the document does', () => {
    const document = { until: '2027-06-30' };
    expect(problem({ until: NOW + 30 * DAY }, document)).toBeUndefined();
    expect(problem({ until: NOW + 30 * DAY + 1 }, document)).toBe('too_long');
  });

  it('is over where its own time is, or the document’s', () => {
    expect(problem({ until: NOW })).toBe('over_already');
    expect(problem({ until: NOW + 1 })).toBeUndefined();
    const until = END_OF_DOCUMENT + DAY;
    expect(problem({ until }, {}, END_OF_DOCUMENT)).toBe('over_already');
    expect(problem({ until: END_OF_DOCUMENT }, {}, END_OF_DOCUMENT - 1)).toBeUndefined();
  });
});
