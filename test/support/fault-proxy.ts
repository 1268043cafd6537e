import { createServer, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback, type OnLoopback } from './loopback.ts';

/**
 * How the table ails. `throttles`: it refuses at once. `is_silent`: it takes the request and
 * answers nothing. `loses_answers`: it does what is asked, and the answer never arrives.
 */
export type Ailment = 'throttles' | 'is_silent' | 'loses_answers';

export type FaultProxy = OnLoopback & {
  /** From now on, for commands whose name matches. */
  ail(ailment: Ailment, commands?: RegExp): void;
  recover(): void;
};

const EVERY_COMMAND = /^/;
const THROTTLED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded.',
});

function throttle(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(THROTTLED);
}

/** Stands between a client and an engine, and does to its commands what a bad day does. */
export async function startFaultProxy(engineEndpoint: string): Promise<FaultProxy> {
  let ailing: { readonly ailment: Ailment; readonly commands: RegExp } | undefined;
  const server = createServer(async (asked, response) => {
    const [, command = ''] = String(asked.headers['x-amz-target']).split('.');
    const ailment = ailing?.commands.test(command) === true ? ailing.ailment : undefined;
    const body = await buffer(asked);
    if (ailment === 'throttles') return throttle(response);
    if (ailment === 'is_silent') return;
    const { method, headers } = asked;
    const passedOn = request(engineEndpoint, { method, headers }, async (answer) => {
      const answered = await buffer(answer);
      if (ailment === 'loses_answers') {
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers).end(answered);
    });
    passedOn.on('error', () => response.destroy());
    passedOn.end(body);
  });
  return {
    ...(await listenOnLoopback(server)),
    ail: (ailment, commands = EVERY_COMMAND) => {
      ailing = { ailment, commands };
    },
    recover: () => {
      ailing = undefined;
    },
  };
}
