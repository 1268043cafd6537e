import { describe, expect, it } from 'vitest';
import { EXAMPLE_PARAMETERS } from '../../../infra/aws/example-parameters.ts';
import { StageIncomplete } from '../../../infra/aws/stage.ts';
import { synthesize } from './synthesized.ts';

function refusalOf(parameters: Readonly<Record<string, unknown>>, stage = 'prod'): string {
  try {
    synthesize(stage, parameters);
  } catch (error) {
    if (error instanceof StageIncomplete) return error.message;
    throw error;
  }
  return '';
}
const without = (from: Readonly<Record<string, unknown>>, name: string) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));

const IN_CHINA = EXAMPLE_PARAMETERS['aws-cn'];

describe('a stage is not built from guesses', () => {
  it.each(
    Object.entries(EXAMPLE_PARAMETERS).flatMap(([partition, parameters]) =>
      Object.keys(parameters)
        .filter((name) => name !== 'region')
        .map((name) => [partition, name, parameters] as const),
    ),
  )('in %s it says so when there is no %s', (_, name, parameters) => {
    const refusal = refusalOf(without(parameters, name));
    expect(refusal).toMatch(new RegExp(`^  ${name}: \\S`, 'm'));
    expect(refusal.match(/^ {2}\S/gm)).toHaveLength(1);
  });

  it('China’s needs its own domain, a certificate of the IAM store and a licensed sender of SMS', () => {
    const { region, account, operatorName, operatorContact, alarmEmail, monthlyBudget } = IN_CHINA;
    const bare = { region, account, operatorName, operatorContact, alarmEmail, monthlyBudget };
    const refusal = refusalOf(bare);
    expect(refusal).toContain('a domain with an ICP record');
    expect(refusal).toContain('the id of a server certificate in the IAM store');
    expect(refusal).toContain('https address of the licensed SMS provider');
  });

  it('a certificate of the other partition is not taken', () => {
    const { certificate } = EXAMPLE_PARAMETERS.aws;
    expect(refusalOf({ ...IN_CHINA, certificate })).toContain('certificate');
    expect(refusalOf({ ...EXAMPLE_PARAMETERS.aws, certificate: IN_CHINA.certificate })).toContain(
      'certificate',
    );
  });

  it('there are two stages and no third', () => {
    expect(refusalOf(EXAMPLE_PARAMETERS.aws, 'staging')).toContain('stage: dev or prod');
  });

  it('a withdrawn key’s number is never given again', () => {
    const issuerKeys = {
      keys: [{ number: 1, signsFrom: '2026-01-01T00:00:00Z' }],
      withdrawn: [1],
    };
    expect(refusalOf({ ...EXAMPLE_PARAMETERS.aws, issuerKeys })).toContain('issuerKeys');
  });
});
