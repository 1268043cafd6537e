import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type CompoundId, compoundOf, type HouseId, type ResidentId } from '../../shared/ids.ts';
import { createAccountStore, endLink, residentLinkKey, sessionKey } from '../identity/index.ts';
import type { AuditFacts } from '../platform/audit.ts';
import {
  FACTS_ASSIGNED,
  factsValues,
  VERSION_COUNTED,
  writeWithFacts,
} from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { type NumberAnswer, NumberQuestion } from './number-question.ts';
import type { NumberQuestionStore } from './number-question-store.ts';
import { endProxyActions, readProxies } from './proxy-store-dynamo.ts';
import { Resident } from './resident.ts';
import { residentKey } from './resident-keys.ts';

/** A compound's questions lie together, those of a house side by side. */
const PREFIX = 'number-question#';
const questionKey = (house: HouseId, resident: ResidentId) => ({
  pk: compoundOf(house),
  sk: `${PREFIX}${house}#${resident}`,
});

export function createNumberQuestionStore(table: Table): NumberQuestionStore {
  const TableName = table.name;

  async function list(compound: CompoundId, prefix: string): Promise<NumberQuestion[]> {
    const pages = paginateQuery(
      { client: table.documents },
      {
        TableName,
        KeyConditionExpression: 'pk = :compound AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':compound': compound, ':prefix': prefix },
      },
    );
    const questions: NumberQuestion[] = [];
    for await (const { Items = [] } of pages) {
      questions.push(...Items.map((item) => NumberQuestion.parse(item)));
    }
    return questions;
  }

  async function read(key: Record<string, string>): Promise<unknown> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  const waitsSince = 'waiting.since = :since';

  function letSpeak(question: NumberQuestion, { audit }: NumberAnswer): TransactedAction[] {
    const confirmed = { by: audit.by, at: audit.at };
    return [
      {
        Update: {
          TableName,
          Key: residentLinkKey(question.accountId, question.residentId),
          UpdateExpression: `SET confirmed = :confirmed, ${FACTS_ASSIGNED} REMOVE waiting ${VERSION_COUNTED}`,
          ConditionExpression: waitsSince,
          ExpressionAttributeValues: {
            ':since': question.since,
            ':confirmed': confirmed,
            ...factsValues(audit),
          },
        },
      },
    ];
  }

  function takeOff(question: NumberQuestion, { audit }: NumberAnswer): TransactedAction[] {
    const { residentId, accountId, since, sessionId } = question;
    return [
      {
        Delete: {
          TableName,
          Key: residentLinkKey(accountId, residentId),
          ConditionExpression: waitsSince,
          ExpressionAttributeValues: { ':since': since },
        },
      },
      noteDeletion(table, residentLinkKey(accountId, residentId), audit),
      {
        Update: {
          TableName,
          Key: residentKey(residentId),
          UpdateExpression: 'SET audit = :audit REMOVE accountId ADD version :one',
          ConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':audit': audit, ':account': accountId, ':one': 1 },
        },
      },
      ...(sessionId === undefined ? [] : [{ Delete: { TableName, Key: sessionKey(sessionId) } }]),
    ];
  }

  /** A number that holds the pass for somebody: what was given is ended, and its sign-in. */
  async function endHeld(
    question: NumberQuestion,
    { audit }: NumberAnswer,
  ): Promise<TransactedAction[]> {
    const { residentId, accountId, sessionId } = question;
    const proxies = await readProxies(table, residentId);
    const held = proxies.find((proxy) => proxy.accountId === accountId);
    return [
      ...(held === undefined
        ? endLink(table, accountId, residentId, audit)
        : endProxyActions(table, held, audit)),
      ...(sessionId === undefined ? [] : [{ Delete: { TableName, Key: sessionKey(sessionId) } }]),
    ];
  }

  /** What an answer changes besides the question; nothing where the number speaks no more anyway. */
  async function answered(
    question: NumberQuestion,
    answer: NumberAnswer,
  ): Promise<TransactedAction[]> {
    const { accountId, residentId } = question;
    const [link, resident] = await Promise.all([
      read(residentLinkKey(accountId, residentId)),
      read(residentKey(residentId)),
    ]);
    if (link === undefined || resident === undefined) return [];
    if (answer.isTheirs) return letSpeak(question, answer);
    const isOwn = Resident.parse(resident).accountId === accountId;
    return isOwn ? takeOff(question, answer) : endHeld(question, answer);
  }

  return {
    askHousehold: async ({ accountId, residentId, since, sessionId }) => {
      const item = await read(residentKey(residentId));
      if (item === undefined) return;
      const { houseId, maskedName } = Resident.parse(item);
      const question: NumberQuestion = {
        residentId,
        houseId,
        maskedName,
        accountId,
        since,
        ...(sessionId === undefined ? {} : { sessionId }),
      };
      const audit: AuditFacts = {
        action: 'number_question.ask',
        by: accountId,
        office: 'resident',
        purpose: 'own_record',
        at: since,
        place: compoundOf(residentId),
      };
      const isNotAsked = 'attribute_exists(pk) AND attribute_not_exists(waiting)';
      await transact(table, [
        {
          Update: {
            TableName,
            Key: residentLinkKey(accountId, residentId),
            UpdateExpression: `SET waiting = :waiting, ${FACTS_ASSIGNED} ${VERSION_COUNTED}`,
            ConditionExpression: isNotAsked,
            ExpressionAttributeValues: { ':waiting': { since }, ...factsValues(audit) },
          },
        },
        writeWithFacts(
          table,
          questionKey(houseId, residentId),
          { sessionId: undefined, ...question },
          audit,
        ),
      ]);
    },

    listOfHouse: (house) => list(compoundOf(house), `${PREFIX}${house}#`),
    listOfCompound: (compound) => list(compound, PREFIX),

    answer: async ({ residentId, houseId }, since, answer) => {
      const key = questionKey(houseId, residentId);
      const item = await read(key);
      if (item === undefined) return 'gone';
      const question = NumberQuestion.parse(item);
      if (question.since !== since) return 'gone';
      const outcome = await transact(table, [
        ...(await answered(question, answer)),
        {
          Delete: {
            TableName,
            Key: key,
            ConditionExpression: 'since = :since',
            ExpressionAttributeValues: { ':since': since },
          },
        },
        noteDeletion(table, key, answer.audit),
      ]);
      return outcome === 'done' ? 'answered' : 'gone';
    },

    stillWait: async ({ accountId, residentIds }) => {
      const { residents } = await createAccountStore(table).findHolders(accountId);
      return residentIds.every((id) =>
        residents.some(({ residentId, waiting }) => residentId === id && waiting !== undefined),
      );
    },
  };
}
