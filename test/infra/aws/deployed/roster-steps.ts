import { expect } from 'vitest';
import { RosterImport, RosterPreview } from '../../../../shared/messages/rosters.ts';
import { ROSTER_HEADER, rosterDesk } from '../../../support/roster-desk.ts';
import { workbookOf } from '../../../support/roster-files.ts';
import { type Cloud, invoke } from './cloud.ts';
import { scheduleOf } from './triggers.ts';

/** A file goes in by the edge, its people into the register by the clock, and back out again. */
export async function aRosterIsImported({ deployed, house, stack }: Cloud): Promise<void> {
  const desk = rosterDesk(house);
  const { name, event } = scheduleOf(stack, 'rate(1 minute)', 'import-rosters');
  const people = [['3-2-501', '陈晓', '租客', '13811110009']];
  const file = new Uint8Array(await workbookOf([ROSTER_HEADER, ...people]));
  const sent = await desk.send(file, '名单.xlsx');
  expect([sent.status, sent.code]).toEqual([200, undefined]);
  const { import: preview } = RosterPreview.parse(sent.body);
  expect(preview).toMatchObject({ fileName: '名单.xlsx', rows: 1, errors: 0 });
  expect((await desk.confirm(preview)).status).toBe(200);
  await invoke(deployed, name, event);
  const done = await desk.read(preview.importId);
  expect(done).toMatchObject({ state: 'done', counts: { registered: 1 } });

  const ledger = await desk.ask('POST', '/compounds/cmp_1/ledger', { purpose: 'export' });
  expect([ledger.status, Buffer.from(ledger.bytes.slice(0, 2)).toString()]).toEqual([200, 'PK']);

  expect(RosterImport.parse((await desk.withdraw(done)).body).state).toBe('withdrawing');
  await invoke(deployed, name, event);
  expect(await desk.read(preview.importId)).toMatchObject({
    state: 'withdrawn',
    counts: { removed: 1 },
  });
}
