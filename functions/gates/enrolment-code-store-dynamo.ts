import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { FACTS_ASSIGNED, factsValues, VERSION_COUNTED } from '../platform/audited-write-dynamo.ts';
import { isConditionFailed, storedItem, type Table } from '../platform/table.ts';
import { EnrolmentUse, StoredEnrolmentCode } from './enrolment-code.ts';
import type { EnrolmentCodeStore } from './enrolment-code-store.ts';
import { enrolmentCodeKey } from './gate-keys.ts';

const UsedCode = StoredEnrolmentCode.extend({ use: EnrolmentUse });

export function createEnrolmentCodeStore(table: Table): EnrolmentCodeStore {
  const TableName = table.name;
  return {
    offerCode: async (codeHash, code, audit) => {
      const isNew = 'attribute_not_exists(pk)';
      try {
        await table.documents.send(
          new PutCommand({
            TableName,
            Item: {
              ...enrolmentCodeKey(codeHash),
              ...code,
              audit,
              version: 1,
              ttl: Math.ceil(code.expiresAt / 1_000),
            },
            ConditionExpression: isNew,
          }),
        );
        return 'offered';
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        return 'taken';
      }
    },

    useCode: async (codeHash, use, audit) => {
      const isOnOffer = 'attribute_exists(pk) AND attribute_not_exists(#use)';
      const isInTime = 'expiresAt > :now';
      try {
        const { Attributes } = await table.documents.send(
          new UpdateCommand({
            TableName,
            Key: enrolmentCodeKey(codeHash),
            UpdateExpression: `SET #use = :use, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
            ConditionExpression: `${isOnOffer} AND ${isInTime}`,
            ExpressionAttributeNames: { '#use': 'use' },
            ExpressionAttributeValues: { ':use': use, ':now': use.at, ...factsValues(audit) },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return UsedCode.parse(Attributes);
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        const stood = UsedCode.safeParse(storedItem(error)).data;
        const isRepeat =
          stood !== undefined &&
          stood.use.signingKey === use.signingKey &&
          stood.use.agreementKey === use.agreementKey &&
          stood.expiresAt > use.at;
        return isRepeat ? stood : undefined;
      }
    },
  };
}
