import { NEED_WORDS } from '../../../shared/directory/need-words.ts';
import type { Translation } from '../../kit/i18n.ts';
import type { directoryZh } from './zh.ts';

export const directoryEn = {
  helpDirectory: 'Who to call',
  helpDirectoryWhat:
    'The numbers residents see under Notices: who answers now comes first. 110, 119, 120 and other national numbers are always there.',
  dirAdd: 'Add a number',
  dirNeed: 'What for',
  dirName: 'Name',
  dirNameEn: 'Name in English (optional)',
  dirPhone: 'Phone',
  dirPhoneHint: 'Office numbers only, such as 0571-80000000; nobody’s own mobile.',
  dirPhoneMobile: 'That is somebody’s own mobile number. Note an office number.',
  dirPhoneWrong: 'An office number, such as 0571-80000000 or 400-100-1234.',
  dirNameWrong: 'A name of 30 characters at most.',
  dirHours: 'When somebody answers',
  dirAlways: 'At all hours',
  dirSometimes: 'At certain hours',
  dirHoursWrong: 'Say when somebody answers; the end comes after the beginning.',
  dirPlace: 'Place (optional)',
  dirEdit: 'Change',
  dirRemove: 'Take off',
  dirRemoved: 'Taken off: {name}',
  dirSave: 'Save',
  dirSaved: 'Saved: {name}',
  dirNone:
    'No numbers of this compound yet. Begin with the property office, the community and the utilities.',
  dirFull: 'Sixty numbers at most.',
  dirOpen: 'Answering now',
  dirClosed: 'Not on duty now',
  dirState: 'Now',
  ...NEED_WORDS.en,
} as const satisfies Translation<typeof directoryZh>;
