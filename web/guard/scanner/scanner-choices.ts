import type { Direction } from '../../../shared/gate/outcomes.ts';
import { onThisPhone } from '../../kit/remembered.ts';

const LENS = 'xq-guard-lens';
const TORCH = 'xq-guard-torch';
const DIRECTION = 'xq-guard-direction';

/** What this phone's guard chose last. */
export const scannerChoices = {
  lens: () => onThisPhone.get(LENS),
  keepLens: (lens: string) => onThisPhone.set(LENS, lens),
  torch: () => onThisPhone.get(TORCH) === 'on',
  keepTorch: (on: boolean) => onThisPhone.set(TORCH, on ? 'on' : 'off'),
  direction: (): Direction => (onThisPhone.get(DIRECTION) === 'out' ? 'out' : 'in'),
  keepDirection: (direction: Direction) => onThisPhone.set(DIRECTION, direction),
};
