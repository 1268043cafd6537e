import { describe, expect, it } from 'vitest';
import * as keeping from '../../../web/resident/me/keeping-words.ts';
import * as kept from '../../../web/resident/me/kept-words.ts';
import { en as mainEn } from '../../../web/resident/words/en.ts';
import { zh as mainZh } from '../../../web/resident/words/zh.ts';

const zh = { ...mainZh, ...keeping.zh, ...kept.zh };
const en = { ...mainEn, ...keeping.en, ...kept.en };

const placesIn = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

/** Words that blame a person, or tell them nothing. */
const FORBIDDEN = /异常|非法|系统错误|操作失败|禁止通行|[!!]/;

describe('the words of the resident page', () => {
  it('have the same places to fill in both languages', () => {
    const english = new Map<string, string>(Object.entries(en));
    for (const [key, sentence] of Object.entries(zh)) {
      expect(placesIn(english.get(key) ?? ''), key).toEqual(placesIn(sentence));
    }
  });

  it('never blame, never shout, and never say that something merely failed', () => {
    expect([...Object.values(zh), ...Object.values(en)].filter((s) => FORBIDDEN.test(s))).toEqual(
      [],
    );
  });
});
