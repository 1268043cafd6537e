import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { compoundOf, type HouseId, type ResidentId } from '../../shared/ids.ts';
import { KEPT_MS } from '../../shared/retention.ts';
import type { AuditFacts } from '../platform/audit.ts';
import { writeWithFacts } from '../platform/audited-write-dynamo.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import type { Table } from '../platform/table.ts';
import { type TransactedAction, transact } from '../platform/transaction-dynamo.ts';
import { HeldCard } from './door-card.ts';
import type { EntryMeansStore } from './entry-means-store.ts';
import { HousePin } from './house-pin.ts';
import { checkResident } from './proxy-store-dynamo.ts';

type Whose = { readonly residentId: ResidentId; readonly houseId: HouseId };
type Means = { readonly pin?: HousePin; readonly card?: HeldCard };

const pinKey = ({ residentId, houseId }: Whose) => ({
  pk: compoundOf(residentId),
  sk: `house-pin#${houseId}#${residentId}`,
});
const heldKey = (resident: ResidentId) => ({
  pk: compoundOf(resident),
  sk: `held-card#${resident}`,
});
const cardKey = (resident: ResidentId, card: string) => ({
  pk: compoundOf(resident),
  sk: `door-card#${card}`,
});

export async function readMeans(table: Table, whose: Whose): Promise<Means> {
  const read = async (Key: Record<string, string>) =>
    (
      await table.documents.send(
        new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
      )
    ).Item;
  const [pin, card] = await Promise.all([read(pinKey(whose)), read(heldKey(whose.residentId))]);
  return {
    ...(pin === undefined ? {} : { pin: HousePin.parse(pin) }),
    ...(card === undefined ? {} : { card: HeldCard.parse(card) }),
  };
}

function endPinActions(table: Table, whose: Whose, audit: AuditFacts): TransactedAction[] {
  const TableName = table.name;
  const ConditionExpression = 'attribute_exists(pk)';
  return [
    { Delete: { TableName, Key: pinKey(whose), ConditionExpression } },
    noteDeletion(table, pinKey(whose), audit),
  ];
}

function endCardActions(
  table: Table,
  residentId: ResidentId,
  { card }: HeldCard,
  state: 'lost' | 'ended',
  audit: AuditFacts,
): TransactedAction[] {
  return [
    {
      Update: {
        TableName: table.name,
        Key: cardKey(residentId, card),
        UpdateExpression: 'SET #state = :state, #ttl = :ttl, audit = :audit ADD version :one',
        ConditionExpression: '#state = :registered AND residentId = :resident',
        ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':state': state,
          ':ttl': Math.ceil((audit.at + KEPT_MS.door_card) / 1_000),
          ':audit': audit,
          ':one': 1,
          ':registered': 'registered',
          ':resident': residentId,
        },
      },
    },
    {
      Delete: {
        TableName: table.name,
        Key: heldKey(residentId),
        ConditionExpression: 'card = :card',
        ExpressionAttributeValues: { ':card': card },
      },
    },
  ];
}

/** Ends what was read with a residence; where something has come or gone since, nothing counts. */
export function endMeansActions(
  table: Table,
  whose: Whose,
  { pin, card }: Means,
  audit: AuditFacts,
): TransactedAction[] {
  const { residentId } = whose;
  const isNone = (Key: Record<string, string>): TransactedAction => ({
    ConditionCheck: {
      TableName: table.name,
      Key,
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  return [
    ...(pin === undefined ? [isNone(pinKey(whose))] : endPinActions(table, whose, audit)),
    ...(card === undefined
      ? [isNone(heldKey(residentId))]
      : endCardActions(table, residentId, card, 'ended', audit)),
  ];
}

/** A card that nobody holds, with whom it is registered now. */
function takeCard(
  table: Table,
  residentId: ResidentId,
  { card, tail, registeredAt }: HeldCard,
  audit: AuditFacts,
): TransactedAction {
  const setTail = tail === undefined ? '' : ', tail = :tail';
  const removeTail = tail === undefined ? ', tail' : '';
  return {
    Update: {
      TableName: table.name,
      Key: cardKey(residentId, card),
      UpdateExpression:
        'SET residentId = :resident, #state = :registered, registeredAt = :at, ' +
        `audit = :audit${setTail} REMOVE #ttl${removeTail} ADD version :one`,
      ConditionExpression: 'attribute_not_exists(pk) OR #state <> :registered',
      ExpressionAttributeNames: { '#state': 'state', '#ttl': 'ttl' },
      ExpressionAttributeValues: {
        ':resident': residentId,
        ':registered': 'registered',
        ':at': registeredAt,
        ...(tail === undefined ? {} : { ':tail': tail }),
        ':audit': audit,
        ':one': 1,
      },
    },
  };
}

export function createEntryMeansStore(table: Table): EntryMeansStore {
  return {
    findMeans: (whose) => readMeans(table, whose),

    setPin: async (of, { hash, setAt }, audit) => {
      const { residentId, houseId } = of;
      const pin: HousePin = { residentId, houseId, hash, setAt };
      const outcome = await transact(table, [
        checkResident(table, of),
        writeWithFacts(table, pinKey(of), pin, audit),
      ]);
      return outcome === 'done' ? 'set' : 'changed';
    },

    endPin: async (whose, audit) => {
      await transact(table, endPinActions(table, whose, audit));
    },

    registerCard: async (of, card, audit) => {
      const { residentId } = of;
      const outcome = await transact(table, [
        checkResident(table, of),
        takeCard(table, residentId, card, audit),
        {
          Put: {
            TableName: table.name,
            Item: { ...heldKey(residentId), ...card },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ]);
      return outcome === 'done' ? 'registered' : 'taken';
    },

    loseCard: async (resident, card, audit) => {
      const outcome = await transact(table, endCardActions(table, resident, card, 'lost', audit));
      return outcome === 'done' ? 'lost' : 'changed';
    },
  };
}
