import { Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { issuePass } from '../../shared/messages/passes.ts';
import { API_DESCRIPTION, FUNCTION_PATHS, type FunctionName } from '../paths.ts';
import { acknowledge } from './acknowledge.ts';
import { logRetention } from './retention.ts';
import type { Live } from './rollout.ts';
import type { Stage } from './stage.ts';

/** Ten times a street's peak; beyond it callers are told to wait, and so is the bill. */
const REQUESTS_A_SECOND = 500;
const BURST = 1_000;

/** When, which route, how it ended, how long it took. Not who: no address, no path, no id. */
const ACCESS_LINE = {
  time: '$context.requestTimeEpoch',
  request: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  fault: '$context.integrationErrorMessage',
};

/** A route of its own in the log, so that refused renewals can be counted. */
export const RENEWAL_ROUTE = issuePass.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');

type Answering = Readonly<Record<FunctionName, Live>>;

/** The API behind the edge: which function answers which path, as infra/paths.ts says. */
export class TheApi extends Construct {
  readonly api: HttpApi;
  readonly accessLog: LogGroup;
  /** Without scheme. */
  readonly host: string;

  constructor(scope: Construct, stage: Stage, answering: Answering, pages?: Live) {
    super(scope, 'Api');
    this.api = new HttpApi(this, 'Http', {
      apiName: `xiaoquma-${stage.stage}`,
      createDefaultStage: false,
    });
    const { region, urlSuffix } = Stack.of(this);
    this.host = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    this.accessLog = new LogGroup(this, 'AccessLog', { retention: logRetention(stage) });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_A_SECOND, burstLimit: BURST },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LINE)),
      },
    });
    this.#addRoutes(answering, pages);
    acknowledge(this, {
      id: 'AwsSolutions-APIG4',
      reason:
        'Sessions and device signatures are verified in the functions, where every route has its action and its rows in the permission suite; Cognito, the ready-made authorizer, is not in China.',
    });
  }

  #addRoutes(answering: Answering, pages: Live | undefined): void {
    const to = (name: string, alias: Live) => new HttpLambdaIntegration(name, alias);
    const integrations = {
      resident: to('resident', answering.resident),
      guard: to('guard', answering.guard),
      manager: to('manager', answering.manager),
      roster: to('roster', answering.roster),
      photos: to('photos', answering.photos),
      doors: to('doors', answering.doors),
      arrivals: to('arrivals', answering.arrivals),
      keys: to('keys', answering.keys),
    };
    for (const { prefix, answeredBy } of FUNCTION_PATHS) {
      this.#addRoute(`${prefix}{rest+}`, HttpMethod.ANY, integrations[answeredBy]);
    }
    this.#addRoute(RENEWAL_ROUTE, HttpMethod.PUT, integrations.resident);
    // Any of the functions says in its own words that there is no such call.
    this.#addRoute('/api/{rest+}', HttpMethod.ANY, integrations.keys);
    if (pages !== undefined) {
      const page = to('pages', pages);
      this.#addRoute(API_DESCRIPTION, HttpMethod.GET, page);
      this.#addRoute('/{rest+}', HttpMethod.GET, page);
      this.#addRoute('/', HttpMethod.GET, page);
    }
  }

  #addRoute(path: string, method: HttpMethod, integration: HttpLambdaIntegration): void {
    this.api.addRoutes({ path, methods: [method], integration });
  }
}
