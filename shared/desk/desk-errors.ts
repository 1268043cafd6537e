import { type ErrorWords, errorWords } from '../own-errors.ts';

/** What the service desk refuses. */
export const DESK_ERRORS = {
  claimed_by_another: errorWords(
    '这件事已经有人接了。',
    'Somebody else has taken this one.',
    '请到待接单里看看别的。',
    'Look among those that wait for another.',
  ),
  step_refused: errorWords(
    '它现在的状态不能这样办。',
    'As it stands now, that cannot be done with it.',
    '请刷新后看它走到了哪一步。',
    'Refresh to see how far it has got.',
  ),
  too_many_tasks: errorWords(
    '您手上的任务已经到上限。',
    'You have as many open tasks as you may have.',
    '请先办完或退回一件，再接新的。',
    'Finish one or give one back first.',
  ),
  worker_has_many: errorWords(
    '这位手上的任务已经到上限。',
    'They have as many open tasks as they may have.',
    '请换一位；确实要派，请勾选“仍要派给这位”再派一次。',
    'Choose somebody else; or tick “all the same” and give it once more.',
  ),
  hand_over_open: errorWords(
    '还有交接的物品没有还清。',
    'Something that was handed over is not back yet.',
    '请双方先确认归还，再结案。',
    'Both confirm that it is back, and then it can be closed.',
  ),
  advance_open: errorWords(
    '还有垫付的钱没有结清。',
    'Money that was advanced is not settled yet.',
    '请双方先确认结清，再结案。',
    'Both confirm that it is settled, and then it can be closed.',
  ),
  not_offered: errorWords(
    '这项服务现在不受理。',
    'This is not offered at the moment.',
    '请换一项，或打电话给物业。',
    'Choose another, or ring the property office.',
  ),
  whistle_taken_back: errorWords(
    '社区已撤回这次吹哨，不用再回复。',
    'The community has taken this call back: no answer is needed.',
    '请刷新后看撤回的原因。',
    'Refresh to see why.',
  ),
} as const satisfies Record<string, ErrorWords>;
