import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../shared/gate/decide-scan.ts';
import { CLASSES, DIRECTIONS, REASONS } from '../../../shared/gate/outcomes.ts';
import { OUTCOME_WORDS, REASON_WORDS } from '../../../shared/gate/reason-words.ts';

const spoken = REASONS.flatMap((reason) =>
  Object.entries(REASON_WORDS[reason]).map(([to, words]) => ({ reason, to, ...words })),
);
const canDeny = REASONS.filter((reason) =>
  CLASSES.some((passClass) =>
    DIRECTIONS.some((direction) => outcomeOf(reason, passClass, direction) === 'deny'),
  ),
);

describe('the words for a reason', () => {
  it('are there for everybody, in Chinese and in English', () => {
    for (const { reason, to, zh, en } of spoken) {
      expect(zh, `${reason} ${to}`).toMatch(/[\u4e00-\u9fff]/);
      expect(en, `${reason} ${to}`).toMatch(/^[A-Z].*[a-z?]$/);
    }
  });

  it('never accuse, shout, or speak of a system’s insides', () => {
    const said = [...spoken, ...Object.values(OUTCOME_WORDS)];
    for (const { zh, en } of said) {
      expect(zh).not.toMatch(/异常|非法|系统错误|操作失败|禁止|[!!]|[0-9]/);
      expect(en).not.toMatch(/illegal|forbidden|error|invalid|[!0-9]/i);
    }
  });

  it('send nobody to a code that the gate does not show yet', () => {
    for (const { zh, en } of spoken) {
      expect(zh).not.toContain('扫门口');
      expect(en).not.toMatch(/scan the gate/i);
    }
  });

  it('name a way in that needs no manager wherever a code is refused', () => {
    for (const reason of canDeny) {
      const { guardNext, residentNext } = REASON_WORDS[reason];
      expect(guardNext.zh, reason).toContain('人工通道');
      expect(guardNext.en, reason).toContain('no-phone lane');
      expect(residentNext.zh, reason).toContain('人工通道');
      expect(residentNext.en, reason).toContain('no-phone lane');
    }
  });

  it('fit one line of a small phone', () => {
    for (const { reason, zh } of spoken) expect(zh.length, reason).toBeLessThanOrEqual(24);
  });
});
