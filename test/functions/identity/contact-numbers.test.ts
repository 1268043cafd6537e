import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccountStore, createContactNumbers } from '../../../functions/identity/index.ts';
import { deriveKey } from '../../../functions/platform/secrets.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { NOON } from '../../support/fixed-clock.ts';
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

  it('goes when its account speaks for nobody, and not before', async () => {
    await layStreet(engine.table);
    for (const phone of [PHONES.father, PHONES.manager, PHONES.stranger]) {
      await contacts().keep(accountOfPhone(phone), phone);
      await createAccountStore(engine.table).noteSeen(accountOfPhone(phone), NOON);
      await contacts().forgetUnused(accountOfPhone(phone));
    }
    expect(await contacts().open(accountOfPhone(PHONES.father))).toBe(PHONES.father);
    expect(await contacts().open(accountOfPhone(PHONES.manager))).toBe(PHONES.manager);
    expect(await contacts().open(accountOfPhone(PHONES.stranger))).toBeUndefined();
  });
});
