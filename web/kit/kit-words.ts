import { translator } from './i18n.ts';

export const kitWords = translator({
  zh: {
    retry: '再试一次',
    loading: '请稍候',
    otherLanguage: 'English',
  },
  en: {
    retry: 'Try again',
    loading: 'One moment',
    otherLanguage: '中文',
  },
});
