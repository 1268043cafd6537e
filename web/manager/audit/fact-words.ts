import { type Action, PERMISSIONS } from '../../../shared/permissions.ts';
import { PURPOSES, type Purpose } from '../../../shared/purposes.ts';
import { OFFICES } from '../../../shared/roles.ts';
import { language } from '../../kit/language.ts';
import { actionWords } from '../permissions/action-words.ts';
import { officeWords, t } from '../words/words.ts';

const PURPOSE_WORDS: Readonly<Record<Purpose, readonly [zh: string, en: string]>> = {
  gate: ['出入', 'gate'],
  register: ['住户登记', 'register'],
  tenancy: ['租住', 'tenancy'],
  moving_out: ['迁出', 'moving out'],
  special_care: ['关爱', 'special care'],
  permissions: ['权限', 'permissions'],
  places: ['小区结构', 'places'],
  duty: ['值班', 'duty'],
  import: ['导入', 'import'],
  export: ['导出', 'export'],
  audit: ['审计', 'audit'],
  service_desk: ['报事', 'service desk'],
  announcement: ['公告', 'announcement'],
  emergency: ['应急响应', 'emergency response'],
  own_record: ['本人资料', 'own record'],
  schedule: ['定时', 'by the clock'],
};

export function purposeWords(said: string): string {
  const purpose = PURPOSES.find((one) => one === said);
  return purpose === undefined ? said : PURPOSE_WORDS[purpose][language.value === 'zh' ? 0 : 1];
}

/** For whom somebody acted; what is none of the offices has words of its own. */
export function officeOfFact(said: string): string {
  const office = OFFICES.find((one) => one === said);
  if (office !== undefined) return officeWords(office);
  switch (said) {
    case 'resident':
      return t('auditOfficeResident');
    case 'gate_device':
      return t('auditOfficeDevice');
    case 'operator':
      return t('auditOfficeOperator');
    case 'system':
      return t('auditOfficeSystem');
    default:
      return t('auditOfficeNobody');
  }
}

const isAction = (said: string): said is Action => said in PERMISSIONS;

/** What was done, in words where the console has some for it. */
export const doneWords = (said: string): string => (isAction(said) ? actionWords(said) : said);
