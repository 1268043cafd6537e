import { type ErrorWords, errorWords } from './own-errors.ts';

/** What only the property office and those above it are refused. */
export const OFFICE_ERRORS = {
  grant_too_long: errorWords(
    '到期日不合适：要在今天之后，不能晚于您自己的到期日，也不能超过这个角色的最长期限。',
    'That day does not fit: it has to be after today, no later than your own role ends, and within the longest term of this role.',
    '请换一个早些的到期日。',
    'Choose an earlier day.',
  ),
  helper_elsewhere: errorWords(
    '这位帮手的角色不在住户所在的楼栋或网格，指定了也看不到。',
    'That helper’s role is for another building or grid: they could not see whom they help.',
    '请另选一位，或先在“权限”里给他这里的角色。',
    'Choose somebody else, or give them a role here first, under Permissions.',
  ),
  grant_to_oneself: errorWords(
    '不能给自己授权。',
    'Nobody gives a role to themselves.',
    '请由另一位管理员来授权。',
    'Ask another administrator.',
  ),
  last_administrator: errorWords(
    '您是这里最后一位管理员，不能撤销自己。',
    'You are the last administrator here and cannot remove yourself.',
    '请先授权另一位管理员，或由上一级来办。',
    'Appoint another one first, or ask the office above.',
  ),
  place_not_empty: errorWords(
    '里面还有登记的楼栋、房屋或住户。',
    'Something is still registered in it.',
    '请先移走或迁出，再删除。',
    'Move it elsewhere first, then remove this.',
  ),
  place_taken: errorWords(
    '这个编号已经有了。',
    'That number is taken.',
    '请换一个编号，或刷新后查看原有的。',
    'Choose another number, or reload and look at the one that stands.',
  ),
  plate_elsewhere: errorWords(
    '这个车牌登记在本小区另一户名下。',
    'This plate belongs to another house of the compound.',
    '请核对车牌；车换了主人，请先在原来那户注销。',
    'Check the plate; if the car has changed hands, end it at the other house first.',
  ),
  tenant_elsewhere: errorWords(
    '有租客还在另一份没有退租的租约里。',
    'One of the tenants is under another tenancy that has not ended.',
    '请先在那份租约里登记退租或移出这个人。',
    'Record moving out there first, or take the person out of it.',
  ),
} as const satisfies Record<string, ErrorWords>;
