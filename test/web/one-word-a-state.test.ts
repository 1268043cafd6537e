import { describe, expect, it } from 'vitest';
import { DESK_ERRORS } from '../../shared/desk/desk-errors.ts';
import { RequestId } from '../../shared/ids.ts';
import { sentenceOf } from '../../shared/notifications/sentences.ts';
import { actionWords } from '../../web/manager/permissions/action-words.ts';
import { zh as office } from '../../web/manager/words/zh.ts';
import { zh as own } from '../../web/resident/requests/zh.ts';

const requestId = RequestId.parse('req_1_0000000000000001');
const told = (step: 'done' | 'closed') =>
  sentenceOf(
    { template: 'request_step', parameters: { requestId, type: { zh: '报修' }, step } },
    'zh',
  );

describe('a request that is done, and one that is closed', () => {
  it('are 办完 to residents, to staff and in messages', () => {
    const rated = {
      template: 'rating_asked',
      parameters: { requestId, type: { zh: '报修' } },
    } as const;
    for (const words of [
      own.state_done,
      own.step_finish,
      office.rqState_done,
      office.rqDo_finish,
      office.rqStep_finish,
      office.fgDone,
      told('done'),
      sentenceOf(rated, 'zh'),
    ])
      expect(words).toContain('办完');
  });

  it('are 结案 to residents, to staff and in messages', () => {
    for (const words of [
      own.state_closed,
      own.step_close,
      office.rqState_closed,
      office.rqDo_close,
      office.rqStep_close,
      told('closed'),
      DESK_ERRORS.hand_over_open.next.zh,
      DESK_ERRORS.advance_open.next.zh,
    ])
      expect(words).toContain('结案');
  });

  it('are never called by the word that would mean both', () => {
    const every = [
      ...Object.values(own),
      ...Object.values(office),
      actionWords('request.board'),
      actionWords('request.close'),
      told('done'),
      told('closed'),
    ];
    expect(every.filter((words) => words.includes('办结'))).toEqual([]);
  });
});
