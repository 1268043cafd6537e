import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createContactNumbers,
  forgetUnusedNumber,
  tiesLeft,
} from '../../../functions/identity/index.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { accountOfPhone, layStreet, PHONES, SERVER_SECRET } from '../../support/street.ts';
import { itemsOf } from '../../support/table-items.ts';

let engine: TestEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.stop());

const contactsBy = (secret: Uint8Array) =>
  createContactNumbers(engine.table, deriveKey(secret, 'contact'));
const contacts = () => contactsBy(SERVER_SECRET);
const ACCOUNT = accountOfPhone(PHONES.stranger);

describe('a number by which somebody can be told something', () => {
  it('is opened as it was kept, and stands nowhere in clear', async () => {
    await contacts().keep(ACCOUNT, PHONES.stranger);
    await contacts().keep(ACCOUNT, PHONES.stranger);
    expect(await contacts().open(ACCOUNT)).toBe(PHONES.stranger);
    expect(JSON.stringify(await itemsOf(engine.table))).not.toContain(PHONES.stranger);
    expect(await contacts().open(accountOfPhone(PHONES.father))).toBeUndefined();
  });

  it('is opened under its own account and with the deployment’s own secret, or not at all', async () => {
    await contacts().keep(ACCOUNT, PHONES.stranger);
    await expect(contactsBy(new Uint8Array(32)).open(ACCOUNT)).rejects.toThrow();
  });

  const forget = async (change: Parameters<typeof tiesLeft>[1]) =>
    forgetUnusedNumber(engine.table, await tiesLeft(engine.table, change));

  it('goes when its account speaks for nobody any more, and not before', async () => {
    await layStreet(engine.table);
    const account = accountOfPhone(PHONES.mother);
    await contacts().keep(account, PHONES.mother);
    const links = (await itemsOf(engine.table)).filter(
      ({ pk, sk }) => pk === `phone#${account}` && String(sk).startsWith('resident#'),
    );
    expect(links).toHaveLength(2);
    for (const [at, link] of links.entries()) {
      expect(await contacts().open(account)).toBe(PHONES.mother);
      const Key = { pk: link.pk, sk: link.sk };
      await engine.table.documents.send(new DeleteCommand({ TableName: engine.table.name, Key }));
      await forget({ before: link });
      // The stream may bring it twice.
      if (at === 1) await forget({ before: link });
    }
    expect(await contacts().open(account)).toBeUndefined();
  });

  it('stays where what went is no tie, or where something came', async () => {
    const account = accountOfPhone(PHONES.stranger);
    await contacts().keep(account, PHONES.stranger);
    const of = (sk: string) => ({ pk: `phone#${account}`, sk });
    await forget({ before: of('seen') });
    await forget({ after: of('resident#res_1_0000000000000001') });
    await forget({ before: { pk: 'cmp_1', sk: 'resident#x' } });
    expect(await contacts().open(account)).toBe(PHONES.stranger);
  });
});
