import { shanghaiDay } from '../../../shared/time/shanghai.ts';
import type { Shareable } from './announcements.ts';

// What is posted and sent is written for everybody: in Chinese, and in English where it was
// written too, whatever language the console is in.

const MARKS = {
  zh: { urgent: '紧急', correction: '更正' },
  en: { urgent: 'Urgent', correction: 'Correction' },
};

/** e.g. 2035年11月14日 */
export function dayInChinese(unixMs: number): string {
  const [year, month, day] = shanghaiDay(unixMs).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function titleIn(one: Shareable, language: 'zh' | 'en'): string {
  const { title } = one[language] ?? one.zh;
  const marks = MARKS[language];
  const said = [
    ...(one.urgent ? [marks.urgent] : []),
    ...(one.isCorrection ? [marks.correction] : []),
  ];
  if (language === 'en') return [...said.map((mark) => `${mark}: `), title].join('');
  return [...said.map((mark) => `【${mark}】`), title].join('');
}

/** For the building's chat group. */
export function textToSend(one: Shareable): string {
  const { name } = one.signedBy;
  const chinese = [titleIn(one, 'zh'), one.zh.body, `${name}\n${dayInChinese(one.from)}`];
  if (one.en === undefined) return chinese.join('\n\n');
  return [...chinese, '——', titleIn(one, 'en'), one.en.body].join('\n\n');
}

/** For the loudspeaker: said twice, in sentences that can be read aloud. */
export function textToReadOut(one: Shareable): string {
  const sentences = one.zh.body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (/[。！？；：，,.]$/u.test(line) ? line : `${line}。`))
    .join('');
  const what = `${one.isCorrection ? '更正通知' : '通知'}：${one.zh.title.replace(/[。！!]$/u, '')}。${sentences}`;
  const opening = one.urgent ? '各位居民请注意，现在播送紧急通知。' : '各位居民请注意。';
  return `${opening}${one.signedBy.name}${what}\n\n再播送一遍。${one.signedBy.name}${what}\n\n播送完毕，谢谢。`;
}

const LINE_END = '。，、；：？！”’）》…,.;:?!)';

/** Breaks a text into lines that fit: between any two Chinese signs, between words of others. */
export function linesThatFit(text: string, fits: (line: string) => boolean): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const pieces = paragraph.match(/[A-Za-z0-9@:/._-]+ ?|./gu) ?? [];
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces) {
      if (line === '' || fits(line + piece) || LINE_END.includes(piece)) line += piece;
      else {
        lines.push(line);
        line = piece.trimStart();
      }
    }
    return [...lines, line];
  });
}
