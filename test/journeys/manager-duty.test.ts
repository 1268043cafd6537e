import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, faultsOn, openConsole, openDesk } from './manager.ts';
import { openStreet, type Street } from './street.ts';

describe('a manager plans a week', () => {
  let street: Street;
  let desk: Desk;
  beforeAll(async () => {
    street = await openStreet();
    desk = await openDesk(street);
    await openConsole(street, desk.page, 'duty');
  });
  afterAll(() => street.close());

  it('puts two people into one turn, and both stand there after it is saved', async () => {
    const { page } = desk;
    const post = page.getByRole('region', { name: '门岗', exact: true });
    const turn = post.getByRole('button', { name: /^门岗，.*00:00–08:00：空$/ }).first();
    const name = String(await turn.getAttribute('aria-label')).replace('：空', '');
    await turn.click();
    const people = page.getByRole('dialog').getByRole('checkbox');
    await people.nth(1).waitFor();
    expect(await faultsOn(page, 'choosing who is on duty')).toEqual([]);
    for (const at of [0, 1]) await people.nth(at).check({ force: true });
    await page.getByRole('button', { name: '就排他们' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await post.getByText('有改动还没有保存').waitFor();
    await post.getByRole('button', { name: '保存这一周' }).click();
    await page.getByText('已保存门岗的排班').waitFor();
    await page.reload();
    await post.getByRole('button', { name: new RegExp(`^${name}：.+、.+$`) }).waitFor();
    expect(await faultsOn(page, 'the week')).toEqual([]);
    expect(desk.complaints()).toEqual([]);
  });
});
