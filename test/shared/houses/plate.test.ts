import { describe, expect, it } from 'vitest';
import { plateWords, readPlate } from '../../../shared/houses/plate.ts';

describe('a plate', () => {
  it.each([
    ['浙A·12345', '浙A12345'],
    ['浙a 12345', '浙A12345'],
    ['浙Ａ－１２３４５', '浙A12345'],
    ['浙A•D12345', '浙AD12345'],
    ['沪B1234学', '沪B1234学'],
    ['粤Z1234港', '粤Z1234港'],
  ])('typed as %s is %s', (typed, plate) => {
    expect(readPlate(typed)).toBe(plate);
  });

  it.each(['', '12345', '浙A1234', '浙I12345', '浙A123456789', 'A12345', '浙1A2345'])(
    'is not what %s says',
    (typed) => expect(readPlate(typed)).toBeUndefined(),
  );

  it('is shown as it stands on the car', () => {
    expect(plateWords('浙A12345')).toBe('浙A·12345');
    expect(plateWords('浙AD12345')).toBe('浙A·D12345');
  });
});
