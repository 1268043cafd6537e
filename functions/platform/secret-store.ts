import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { TIME_LIMITS } from './time-limits.ts';

export type SecretStore = {
  /** The secret's text as it is now. Asked for once a process. */
  read(arn: string): Promise<string>;
};

/** AWS Secrets Manager: what it holds stands in no template and in no function's configuration. */
export function openSecretStore(
  options: { readonly endpoint?: string; readonly region?: string } = {},
): SecretStore {
  const client = new SecretsManagerClient({ ...options, requestHandler: TIME_LIMITS });
  const asked = new Map<string, Promise<string>>();
  const ask = async (SecretId: string): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (SecretString === undefined) throw new Error('the secret is not a text');
    return SecretString;
  };
  return {
    read: (arn) => {
      const answer = asked.get(arn) ?? ask(arn);
      asked.set(arn, answer);
      return answer;
    },
  };
}
