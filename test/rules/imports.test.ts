import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles } from './source-tree.ts';

const imports = sourceFiles('shared', 'functions', 'web', 'infra').flatMap(importsOf);

const isOurs = (path: string): boolean => /^(shared|functions|web|infra|test)\//.test(path);
const offending = (rule: (found: Import) => boolean): string[] =>
  imports.filter(rule).map(({ from, to }) => `${from} → ${to}`);

/** functions/<feature>/…: everything but the platform, the entry points and the APIs at the top. */
function featureOf(path: string): string | undefined {
  const [, feature] = /^functions\/([^/]+)\//.exec(path) ?? [];
  return feature === 'platform' || feature === 'entrypoints' ? undefined : feature;
}

describe('imports run one way', () => {
  it('shared imports nothing of ours and nothing that needs a platform', () => {
    const allowed = ['zod', '@scure/base'];
    expect(
      offending(
        ({ from, to }) =>
          from.startsWith('shared/') && !to.startsWith('shared/') && !allowed.includes(to),
      ),
    ).toEqual([]);
  });

  it('the platform knows no feature', () => {
    expect(
      offending(
        ({ from, to }) =>
          from.startsWith('functions/platform/') &&
          isOurs(to) &&
          !to.startsWith('shared/') &&
          !to.startsWith('functions/platform/'),
      ),
    ).toEqual([]);
  });

  it('a feature enters another only through its index', () => {
    expect(
      offending(({ from, to }) => {
        const [mine, theirs] = [featureOf(from), featureOf(to)];
        return (
          mine !== undefined &&
          theirs !== undefined &&
          mine !== theirs &&
          to !== `functions/${theirs}/index.ts`
        );
      }),
    ).toEqual([]);
  });

  it('features form no circle', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [mine, theirs] = [featureOf(from), featureOf(to)];
      if (mine === undefined || theirs === undefined || mine === theirs) continue;
      edges.set(mine, (edges.get(mine) ?? new Set()).add(theirs));
    }
    const reaches = (start: string, goal: string, passed = new Set<string>()): boolean =>
      [...(edges.get(start) ?? [])].some((next) => {
        if (next === goal) return true;
        if (passed.has(next)) return false;
        passed.add(next);
        return reaches(next, goal, passed);
      });
    expect([...edges.keys()].filter((feature) => reaches(feature, feature))).toEqual([]);
  });

  it('functions import neither pages nor infrastructure, and only infrastructure starts entry points', () => {
    expect(
      offending(
        ({ from, to }) =>
          (from.startsWith('functions/') && /^(web|infra|test)\//.test(to)) ||
          (to.startsWith('functions/entrypoints/') &&
            !from.startsWith('functions/entrypoints/') &&
            !from.startsWith('infra/')),
      ),
    ).toEqual([]);
  });

  it('the AWS SDK stays in stores, the sender of SMS, the files of photos, the keys of emergencies, the messages to doors, the platform, entry points and infrastructure', () => {
    expect(
      offending(
        ({ from, to }) =>
          to.startsWith('@aws-sdk/') &&
          !/-(dynamo|sns|s3|kms|iot)\.ts$|^functions\/(platform|entrypoints)\/|^infra\//.test(from),
      ),
    ).toEqual([]);
  });

  it('hono stays in routes, APIs, the platform, entry points and the local server', () => {
    expect(
      offending(
        ({ from, to }) =>
          /^(hono|@hono)(\/|$)/.test(to) &&
          !/\/routes\.ts$|-api\.ts$|^functions\/(platform|entrypoints)\/|^infra\//.test(from),
      ),
    ).toEqual([]);
  });

  it('pages import the kit, themselves and shared, never the server or each other', () => {
    expect(
      offending(({ from, to }) => {
        if (!from.startsWith('web/') || !isOurs(to)) return false;
        const page = from.split('/').slice(0, 2).join('/');
        return !(
          to.startsWith('shared/') ||
          to.startsWith('web/kit/') ||
          to.startsWith(`${page}/`)
        );
      }),
    ).toEqual([]);
  });
});
