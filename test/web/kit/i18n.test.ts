import { afterEach, describe, expect, it } from 'vitest';
import { translator } from '../../../web/kit/i18n.ts';
import { switchLanguage } from '../../../web/kit/language.ts';

const zh = { wait: '{seconds} 秒后，{who}再试', done: '好了' } as const;
const en = { wait: '{who} may try in {seconds} s', done: 'Done' };

afterEach(() => switchLanguage('zh'));

describe('words', () => {
  it('are Chinese until somebody switches, and fill their places in any order', async () => {
    const t = translator({ zh, en });
    expect(t('wait', { seconds: 5, who: '您' })).toBe('5 秒后，您再试');
    await switchLanguage('en');
    expect(t('wait', { seconds: 5, who: 'You' })).toBe('You may try in 5 s');
  });

  it('are fetched before the switch is seen', async () => {
    const t = translator({ zh, en: async () => en });
    const switched = switchLanguage('en');
    expect(t('done')).toBe('好了');
    await switched;
    expect(t('done')).toBe('Done');
  });

  it('do not take what was filled in for a place of their own', () => {
    const t = translator({ zh, en });
    expect(t('wait', { seconds: 5, who: '{seconds}' })).toBe('5 秒后，{seconds}再试');
  });
});
