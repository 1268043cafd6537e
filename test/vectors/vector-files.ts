import { closedVectors } from './closed-vectors.ts';
import { decisionVectors } from './decision-vectors.ts';
import { gateCodeVectors } from './gate-code-vectors.ts';
import { refusalVectors } from './refusal-vectors.ts';
import { trialVectors } from './trial-vectors.ts';

const linesOf = (vectors: readonly object[]) =>
  `[\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]\n`;

/** Name and content of each file of vectors, one vector a line. */
export function vectorFiles(): Readonly<Record<string, string>> {
  return {
    'refusals.json': linesOf(refusalVectors()),
    'decisions.json': linesOf([...decisionVectors(), ...trialVectors(), ...closedVectors()]),
    'gate-codes.json': linesOf(gateCodeVectors()),
  };
}
