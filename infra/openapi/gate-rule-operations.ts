import { DEFAULT_LIST_AGE } from '../../shared/gate/list-age.ts';
import * as rules from '../../shared/messages/gate-rules.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { gateId } = EXAMPLE;

/** How a compound's gates stand. */
export const OF_GATE_RULES = [
  operation(
    rules.setGateRules,
    'compound_rules.set',
    'Set a gate’s name, staffed hours and rules',
    {
      body: {
        name: '东门',
        staffed: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 360, to: 1_320 }],
        delivery: { to: 'zone', zone: '东门外快递架', hours: [] },
        listAge: DEFAULT_LIST_AGE,
        version: 1,
      },
      answer: { version: 2 },
    },
  ),
  operation(rules.addGate, 'compound_rules.set', 'Add a gate', {
    body: { name: '车行门' },
    answer: { gateId: 'gat_1_4' },
  }),
  operation(rules.readSingleEntrance, 'single_entrance.set', 'Whether there is one entrance', {
    answer: { state: 'off', version: 0, gates: [{ gateId, name: '东门' }] },
  }),
  operation(rules.previewSingleEntrance, 'single_entrance.set', 'Whom one entrance would touch', {
    answer: {
      residents: 412,
      withPass: 301,
      withCard: 64,
      buildings: [{ building: '3幢', residents: 96 }],
    },
  }),
  operation(rules.startSingleEntrance, 'single_entrance.set', 'Close every gate but one', {
    body: { mainGate: gateId, version: 0 },
    answer: { version: 1 },
  }),
  operation(rules.endSingleEntrance, 'single_entrance.set', 'Open every gate again', {
    body: { version: 1 },
    answer: { version: 2 },
  }),
];
