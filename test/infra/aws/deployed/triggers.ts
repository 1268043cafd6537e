import * as z from 'zod';
import type { Asked, Aws } from './aws-at-hand.ts';
import type { Stack } from './stack.ts';

const Rule = z.object({
  ScheduleExpression: z.string(),
  Targets: z.array(z.object({ Arn: z.string() })).length(1),
});

/** The function that a rule of the template calls at such times, and what it is handed. */
export function scheduleOf(
  stack: Stack,
  expression: string,
  /** Where several run at such times. */
  called?: string,
): { readonly name: string; readonly event: unknown } {
  for (const [id, properties] of stack.ofType('AWS::Events::Rule')) {
    const { ScheduleExpression, Targets } = Rule.parse(properties);
    if (ScheduleExpression !== expression) continue;
    const name = stack.aliasOf(Targets[0]?.Arn ?? '');
    if (called !== undefined && name !== called) continue;
    const event = {
      version: '0',
      id: 'one',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      time: new Date().toISOString(),
      resources: [id],
      detail: {},
    };
    return { name, event };
  }
  throw new TypeError(`nothing runs ${expression}`);
}

/** What one function asked of AWS so far. */
export const callsOf = ({ asked }: Aws, name: string): Asked[] =>
  asked.filter(({ by }) => by === name);
