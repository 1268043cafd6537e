import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../web/guard/reader/line-splitter.ts';

describe('what comes over a serial wire', () => {
  it('is cut at CR, LF and both, however it is chopped up', () => {
    const lines = new LineSplitter();
    expect([...'XQ1:A\r\nXQ1:B\rXQ1:C\n'].flatMap((one) => lines.push(one))).toEqual([
      'XQ1:A',
      'XQ1:B',
      'XQ1:C',
    ]);
  });

  it('is complete after a silence where no line ends', () => {
    const lines = new LineSplitter();
    expect(lines.push('XQ1:A')).toEqual([]);
    expect(lines.flush()).toEqual(['XQ1:A']);
    expect(lines.flush()).toEqual([]);
  });

  it('is let go where it is longer than any code, up to the next line', () => {
    const lines = new LineSplitter();
    for (let times = 0; times < 1_000; times += 1) expect(lines.push('A'.repeat(100))).toEqual([]);
    expect(lines.push('\nXQ1:B\n')).toEqual(['XQ1:B']);
  });
});
