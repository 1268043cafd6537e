import { type App, type Stack, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Built } from '../bundles/built.ts';
import { readEdgeStage, readStage } from './stage.ts';
import { WebAclStack } from './web-acl-stack.ts';
import { XiaoqumaStack } from './xiaoquma-stack.ts';

/**
 * The stack of the stage that the context names, or with `part=edge` the one in us-east-1 that its
 * edge needs first. Synthesis fails on a rule of AWS's that does not hold and is not acknowledged
 * with its reason.
 */
export function addStacks(app: App, built: Built): Stack {
  const stack =
    app.node.tryGetContext('part') === 'edge'
      ? new WebAclStack(app, readEdgeStage(app.node))
      : new XiaoqumaStack(app, readStage(app.node), built);
  Tags.of(stack).add('application', 'xiaoquma');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return stack;
}
