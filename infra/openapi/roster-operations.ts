import * as rosters from '../../shared/messages/rosters.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const imported = {
  importId: 'imp_1_0000000000000009',
  fileName: '名单.xlsx',
  state: 'previewed',
  uploadedAt: EXAMPLE.now,
  confirmableUntil: EXAMPLE.now + 86_400_000,
  rows: 2,
  inError: 0,
  errors: 0,
  duplicates: 1,
  withoutPhone: 1,
  done: 0,
  counts: { registered: 0, updated: 0, skipped: 0, removed: 0, left: 0 },
} as const;
const preview = {
  import: imported,
  columns: [
    { field: 'house', column: 'A', header: '房号' },
    { field: 'name', column: 'B', header: '姓名' },
    { field: 'tie', column: 'C', header: '身份' },
  ],
  leftOut: [{ column: 'D', header: '身份证号', why: 'identity_numbers' as const }],
  sample: [
    {
      row: 2,
      maskedName: '王**',
      houseLabel: '3幢2单元501',
      tie: 'owner' as const,
      hasPhone: true,
      since: '2024-03-05',
    },
  ],
};
const error = {
  row: 7,
  column: 'A',
  header: '房号',
  found: '3-2-999',
  code: 'house_unknown',
  says: { zh: '本小区没有这套房', en: 'The compound has no such house' },
  next: { zh: '请核对房号', en: 'Check it' },
} as const;
const duplicate = {
  row: 2,
  maskedName: '王**',
  houseLabel: '3幢2单元501',
  tie: 'owner',
  otherTie: 'owner',
  samePhone: true,
} as const;

export const OF_ROSTERS = [
  operation(
    rosters.uploadRoster,
    'roster.import',
    'Send a roster (.xlsx, .csv): what it says, before anything is written. Its name goes along as `xq-file-name`, percent-encoded',
    { answer: preview },
  ),
  operation(rosters.listRosterImports, 'roster.import', 'The rosters of a compound', {
    answer: { imports: [imported] },
  }),
  operation(rosters.readRosterImport, 'roster.import', 'What a roster says, how far it is', {
    answer: preview,
  }),
  operation(rosters.listRosterErrors, 'roster.import', 'What has to be mended, by the page', {
    answer: { errors: [error] },
  }),
  operation(rosters.listRosterDuplicates, 'roster.import', 'Who may be there already', {
    answer: { duplicates: [duplicate] },
  }),
  operation(rosters.confirmRoster, 'roster.import', 'Let a roster be imported', {
    body: { rows: 2, choices: [{ row: 2, choice: 'skip' }] },
    answer: { ...imported, state: 'confirmed' },
  }),
  operation(rosters.withdrawRoster, 'roster.import', 'Take an import back whole', {
    body: { rows: 2 },
    answer: { ...imported, state: 'withdrawing' },
  }),
  operation(rosters.exportLedger, 'ledger.export', 'The register as an Excel file', {
    body: { purpose: 'export' },
  }),
];
