import { GetCommand, PutCommand, type PutCommandInput, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { FIRST_DESK_CALENDAR } from '../../shared/desk/desk-calendar.ts';
import { FIRST_REQUEST_TYPES } from '../../shared/desk/request-types.ts';
import { StaffId } from '../../shared/ids.ts';
import { DeskSettings } from '../../shared/messages/desk-settings.ts';
import { noteDeletion } from '../platform/deletion-dynamo.ts';
import { isConditionFailed, type Table } from '../platform/table.ts';
import { transact } from '../platform/transaction-dynamo.ts';
import type { DeskSettingsStore } from './desk-settings-store.ts';
import { type Key, settingsKey, TEAMS, teamKey, turnKey } from './request-keys.ts';
import { StoredTeam } from './team.ts';

const Turn = z.object({ staffId: StaffId });
const isUnseen = (seen: number) =>
  seen === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'version = :seen',
        ExpressionAttributeValues: { ':seen': seen },
      };

export function createDeskSettingsStore(table: Table): DeskSettingsStore {
  const TableName = table.name;

  async function read(key: Key): Promise<unknown> {
    const { Item } = await table.documents.send(
      new GetCommand({ TableName, Key: key, ConsistentRead: true }),
    );
    return Item;
  }

  /** Whether it was put: its condition decides a race. */
  async function put(command: Omit<PutCommandInput, 'TableName'>): Promise<boolean> {
    try {
      await table.documents.send(new PutCommand({ TableName, ...command }));
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  }

  return {
    readSettings: async (compound) => {
      const item = await read(settingsKey(compound));
      if (item !== undefined) return DeskSettings.parse(item);
      const types = [...FIRST_REQUEST_TYPES];
      return { types, calendar: FIRST_DESK_CALENDAR, version: 0 };
    },

    setSettings: async (compound, settings, audit) => {
      const isSet = await put({
        Item: { ...settingsKey(compound), ...settings, audit },
        ...isUnseen(settings.version - 1),
      });
      return isSet ? 'set' : 'conflict';
    },

    listTeams: async (compound) => {
      const pages = paginateQuery(
        { client: table.documents },
        {
          TableName,
          KeyConditionExpression: 'pk = :compound AND begins_with(sk, :teams)',
          ExpressionAttributeValues: { ':compound': compound, ':teams': TEAMS },
        },
      );
      const teams: StoredTeam[] = [];
      for await (const { Items = [] } of pages) {
        teams.push(...Items.map((item) => StoredTeam.parse(item)));
      }
      return teams;
    },

    findTeam: async (team) => {
      const item = await read(teamKey(team));
      return item === undefined ? undefined : StoredTeam.parse(item);
    },

    putTeam: async (team, audit) => {
      const isPut = await put({
        Item: { ...teamKey(team.teamId), ...team, audit },
        ...isUnseen(team.version - 1),
      });
      return isPut ? 'put' : 'conflict';
    },

    endTeam: async ({ teamId, version }, audit) => {
      const outcome = await transact(table, [
        { Delete: { TableName, Key: teamKey(teamId), ...isUnseen(version) } },
        { Delete: { TableName, Key: turnKey(teamId) } },
        noteDeletion(table, teamKey(teamId), audit),
      ]);
      return outcome === 'done' ? 'ended' : 'conflict';
    },

    lastTurn: async (team) => {
      const item = await read(turnKey(team));
      return item === undefined ? undefined : Turn.parse(item).staffId;
    },

    takeTurn: async (team, { last, now }) => {
      const isTaken = await put({
        Item: { ...turnKey(team), staffId: now },
        ...(last === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'staffId = :last',
              ExpressionAttributeValues: { ':last': last },
            }),
      });
      return isTaken ? 'taken' : 'conflict';
    },
  };
}
