import { join } from 'node:path';
import * as z from 'zod';
import type { Template } from '../synthesized.ts';
import { type Place, resolving } from './intrinsics.ts';
import { Statement } from './policy.ts';

/** A function as the template has it, every reference resolved. */
export type DeployedFunction = {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its code is: the very asset that would be uploaded. */
  readonly folder: string;
  /** File and export, as Lambda writes them. */
  readonly handler: string;
  readonly memory: number;
  readonly statements: readonly Statement[];
};

export type ApiRoute = { readonly method: string; readonly path: string; readonly to: string };

const FunctionProperties = z.object({
  Description: z.string(),
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  MemorySize: z.number(),
  Role: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});
const PolicyProperties = z.object({
  Roles: z.array(z.string()),
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
});
const Named = z.object({ FunctionName: z.string() });
const RouteProperties = z.object({ RouteKey: z.string(), Target: z.string() });
const IntegrationProperties = z.object({
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/** What the template says of what runs: functions, the API's routes, the edge. */
export function readStack(template: Template, place: Place) {
  const resolve = resolving(template.resources, place);
  const ofType = (type: string): [id: string, properties: unknown][] =>
    template.of(type).map(([id, { Properties }]) => [id, resolve(Properties)]);
  /** CDK's own, which runs while something is deployed. */
  const isOurs = ([id]: readonly [string, unknown]): boolean => !id.startsWith('CustomCDK');

  const policies = ofType('AWS::IAM::Policy').map(([, properties]) =>
    PolicyProperties.parse(properties),
  );
  const functions = ofType('AWS::Lambda::Function')
    .filter(isOurs)
    .map(([id, properties]) => {
      const { Description, Code, Handler, MemorySize, Role, Environment } =
        FunctionProperties.parse(properties);
      const role = Role.slice(Role.lastIndexOf('/') + 1);
      const deployed: DeployedFunction = {
        name: Description.split(' ').at(-1) ?? '',
        environment: Environment.Variables,
        folder: join(template.folder, `asset.${Code.S3Key.replace(/\.zip$/, '')}`),
        handler: Handler,
        memory: MemorySize,
        statements: policies
          .filter(({ Roles }) => Roles.includes(role))
          .flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
      };
      return [id, deployed] as const;
    });

  const nameOf = new Map(functions.map(([id, { name }]) => [id, name]));
  const aliases = new Map(
    ofType('AWS::Lambda::Alias').map(([id, properties]) => [
      id,
      nameOf.get(Named.parse(properties).FunctionName) ?? '',
    ]),
  );
  const aliasOf = (arn: string): string => aliases.get(arn.split(':').at(-2) ?? '') ?? '';
  const integrations = new Map(
    ofType('AWS::ApiGatewayV2::Integration').map(([id, properties]) => [
      id,
      aliasOf(IntegrationProperties.parse(properties).IntegrationUri),
    ]),
  );
  const routes = ofType('AWS::ApiGatewayV2::Route').map(([, properties]): ApiRoute => {
    const { RouteKey, Target } = RouteProperties.parse(properties);
    const [method = '', path = ''] = RouteKey.split(' ');
    return { method, path, to: integrations.get(Target.replace('integrations/', '')) ?? '' };
  });

  return { functions: functions.map(([, deployed]) => deployed), routes, ofType, aliasOf };
}
export type Stack = ReturnType<typeof readStack>;
