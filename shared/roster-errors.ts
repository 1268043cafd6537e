import { type ErrorWords, errorWords } from './own-errors.ts';

/** Why a roster is refused as a whole, before any of its rows is looked at. */
export const ROSTER_ERRORS = {
  roster_not_a_table: errorWords(
    '这个文件不是 Excel（.xlsx）或 CSV 表格，或者内容已损坏。',
    'This file is no Excel workbook (.xlsx) or CSV table, or it is damaged.',
    '请用 Excel 或 WPS 打开原表，另存为“Excel 工作簿（.xlsx）”后再上传。',
    'Open the table in Excel or WPS, save it as “Excel workbook (.xlsx)”, and upload that.',
  ),
  roster_old_excel: errorWords(
    '这是旧版 Excel（.xls）文件，本系统读不了。',
    'This is a file of an old Excel (.xls), which is not read here.',
    '请打开后另存为“Excel 工作簿（.xlsx）”再上传。',
    'Open it, save it as “Excel workbook (.xlsx)”, and upload that.',
  ),
  roster_locked: errorWords(
    '这个文件设了密码，打不开。',
    'This file is locked with a password.',
    '请在 Excel 里去掉打开密码，保存后再上传。',
    'Remove the password in Excel, save, and upload again.',
  ),
  roster_too_large_inside: errorWords(
    '这个文件解开后太大，没有打开。',
    'Unpacked, this file is too large; it was not opened.',
    '请只保留住户名单这一张表，删去图片和空白行列，另存后再上传。',
    'Keep the roster alone, without pictures and empty rows, save it anew, and upload that.',
  ),
  roster_formulas: errorWords(
    '表里有公式，公式算出的内容不能直接当作住户资料。',
    'The table has formulas; what they work out is not taken for facts about people.',
    '请全选、复制，再“选择性粘贴 → 数值”，保存后上传。',
    'Select all, copy, “Paste special → Values”, save, and upload again.',
  ),
  roster_too_many_rows: errorWords(
    '名单超过 20,000 行，没有读取。',
    'The roster has more than 20,000 rows; it was not read.',
    '请核对是不是选错了文件；确实有这么多人，请按楼栋分成几个文件。',
    'Check that it is the right file; if it is, split it by building.',
  ),
  roster_encoding: errorWords(
    '文件里的文字读不出来。',
    'The text of this file cannot be read.',
    '请另存为 .xlsx，或“CSV UTF-8”，再上传。',
    'Save it as .xlsx or “CSV UTF-8”, and upload again.',
  ),
  roster_empty: errorWords(
    '文件里没有住户。',
    'There is nobody in this file.',
    '请核对是不是选错了文件，名单要在第一张表里。',
    'Check that it is the right file; the roster has to be on the first sheet.',
  ),
  roster_no_column: errorWords(
    '没有找到需要的列：姓名、房号（或楼栋、单元、房号）、身份（业主、租客、家属、照护人员）。',
    'A needed column was not found: name, house (or building, unit, room), tie (owner, tenant, family, carer).',
    '请在前 20 行里写上列名，一列一个，再上传。',
    'Put the names of the columns in one of the first 20 rows, and upload again.',
  ),
  roster_unanswered: errorWords(
    '还有疑似重复的人没有选择。',
    'Some who may be there already have no answer yet.',
    '请逐个选择“同一个人”或“另一个人”，或一次全选，再确认。',
    'Say of each whether it is the same person or another, or of all at once, and confirm again.',
  ),
} as const satisfies Record<string, ErrorWords>;
