import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import cdk from '../../../cdk.json' with { type: 'json' };
import { addStacks } from '../../../infra/aws/stacks.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.infer<typeof Resource>;
const Written = z.object({ Resources: z.record(z.string(), Resource) });

export type Template = {
  readonly text: string;
  readonly resources: Readonly<Record<string, Resource>>;
  /** Logical id → its properties, of one type. */
  of(type: string): [string, Resource][];
};

/** Pages enough for a template. */
function somePages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xq-pages-'));
  writeFileSync(join(folder, 'index.html'), '');
  return folder;
}

type Context = Readonly<Record<string, unknown>>;

/** The template of one stage. Nothing is bundled: templates alone are looked at. */
export function synthesize(stage: string, parameters: Context, more: Context = {}): Template {
  const context = {
    ...cdk.context,
    'aws:cdk:bundling-stacks': [],
    stage,
    [stage]: parameters,
    ...more,
  };
  const app = new App({ context });
  const { artifactId } = addStacks(app, somePages());
  const written: unknown = app.synth().getStackArtifact(artifactId).template;
  const { Resources: resources } = Written.parse(written);
  return {
    text: JSON.stringify(written),
    resources,
    of: (type) => Object.entries(resources).filter(([, resource]) => resource.Type === type),
  };
}
