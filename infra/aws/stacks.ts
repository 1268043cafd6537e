import { join } from 'node:path';
import { type App, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { readEdgeStage, readStage } from './stage.ts';
import { WebAclStack } from './web-acl-stack.ts';
import { XiaoqumaStack } from './xiaoquma-stack.ts';

export const BUILT_PAGES = join(import.meta.dirname, '../../dist/web');

/**
 * The stack of the stage that the context names, or with `part=edge` the one in us-east-1 that its
 * edge needs first. Synthesis fails on a rule of AWS's that does not hold and is not acknowledged
 * with its reason.
 */
export function addStacks(app: App, webDir = BUILT_PAGES): Stack {
  const stack =
    app.node.tryGetContext('part') === 'edge'
      ? new WebAclStack(app, readEdgeStage(app.node))
      : new XiaoqumaStack(app, readStage(app.node), webDir);
  Tags.of(stack).add('application', 'xiaoquma');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return stack;
}
