import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import cdk from '../../../cdk.json' with { type: 'json' };
import { addStacks } from '../../../infra/aws/stacks.ts';
import type { Built } from '../../../infra/bundles/built.ts';
import { entryPoints } from '../../../infra/bundles/bundle.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;
const Written = z.object({ Resources: z.record(z.string(), Resource) });

export type Template = {
  readonly text: string;
  /** Where it lies, with the assets it names. */
  readonly folder: string;
  readonly resources: Readonly<Record<string, Resource>>;
  /** Logical id → its properties, of one type. */
  of(type: string): [string, Resource][];
};

/** Pages and bundles enough for a template. */
function anythingBuilt(): Built {
  const folder = mkdtempSync(join(tmpdir(), 'xq-built-'));
  const lay = (path: string, file: string): string => {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, file), path);
    return join(folder, path);
  };
  for (const name of Object.keys(entryPoints())) lay(`functions/${name}`, 'index.mjs');
  return { pages: lay('pages', 'index.html'), functions: join(folder, 'functions') };
}

type Context = Readonly<Record<string, unknown>>;

/** The template of one stage. Templates alone are looked at, so anything will do for what was built. */
export function synthesize(
  stage: string,
  parameters: Context,
  more: Context = {},
  built = anythingBuilt(),
): Template {
  const context = {
    ...cdk.context,
    stage,
    [stage]: parameters,
    ...more,
  };
  const app = new App({ context });
  const { artifactId } = addStacks(app, built);
  const assembly = app.synth();
  const written: unknown = assembly.getStackArtifact(artifactId).template;
  const { Resources: resources } = Written.parse(written);
  return {
    text: JSON.stringify(written),
    folder: assembly.directory,
    resources,
    of: (type) => Object.entries(resources).filter(([, resource]) => resource.Type === type),
  };
}
