import { expect, it } from 'vitest';
import { rememberingVersions } from '../../../functions/compounds/index.ts';
import { newGate } from '../../../functions/gates/gate.ts';
import { createGateDirectory } from '../../../functions/gates/gate-directory.ts';
import type { GateId } from '../../../shared/ids.ts';
import { NOON } from '../../support/fixed-clock.ts';

function counting() {
  const asked: GateId[] = [];
  const state = { version: 1, name: '东门' };
  const directory = createGateDirectory(
    {
      findDevice: async () => undefined,
      findGate: async (gateId) => {
        asked.push(gateId);
        return gateId.endsWith('_9')
          ? undefined
          : newGate({ gateId, name: state.name, compoundName: '锦苑小区' });
      },
    },
    rememberingVersions(async () => ({
      statusList: 0,
      gates: state.version,
      pins: 0,
      holders: 0,
      passes: 0,
    })),
  );
  return { asked, state, directory };
}

it('a gate is read once a version of its compound’s gates, however long that lasts', async () => {
  const { asked, state, directory } = counting();
  for (const later of [0, 1_000, 86_400_000]) await directory.findGate('gat_1_1', NOON + later);
  expect(asked).toEqual(['gat_1_1']);
  [state.version, state.name] = [2, '南门'];
  const renamed = await directory.findGate('gat_1_1', NOON + 86_401_000);
  expect(renamed?.rules.name).toBe('南门');
  await directory.findGate('gat_2_1', NOON + 86_401_000);
  expect(asked).toEqual(['gat_1_1', 'gat_1_1', 'gat_2_1']);
});

it('what does not exist is looked for each time, since it may be made', async () => {
  const { asked, directory } = counting();
  for (let n = 0; n < 2; n++) {
    expect(await directory.findGate('gat_1_9', NOON)).toBeUndefined();
  }
  expect(asked).toHaveLength(2);
});
