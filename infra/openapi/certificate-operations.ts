import * as messages from '../../shared/messages/certificates.ts';
import { EXAMPLE } from './example-values.ts';
import { operation } from './operation.ts';

const { now, staffId, jws: signature } = EXAMPLE;
const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const emergencyId = 'emg_1_0123456789abcdef' as const;
const at = (minutes: number): number => now + minutes * MINUTE_MS;
const event = '流感暴发';
const name = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg';

const steps = {
  count: at(1),
  key: at(1),
  told: at(3),
  asks: at(3),
  delete: at(3),
  sweep: at(3),
  certify: at(3),
};
const certificate = {
  emergencyId,
  event,
  document: { number: '杭政办发〔2026〕18号', authority: '杭州市人民政府' },
  mode: 'real' as const,
  compounds: 3,
  openedAt: now - WEEK_MS,
  endedAt: now,
  endedBy: 'clock' as const,
  counted: { record: 412, due: 3, standing: 3, changed: 57, told: 31 },
  countedAt: steps.count,
  keyDisabledAt: steps.key,
  keyGoneBy: steps.key + WEEK_MS,
  takenBack: 31,
  takenBackAt: steps.told,
  listsMadeAnew: 3,
  deletedAt: steps.delete,
  swept: { at: steps.sweep, items: 48_210, left: 0 as const, sweeps: 1 },
  kept: [
    {
      what: 'audit_facts' as const,
      basis: { zh: '《个人信息保护法》第五十六条', en: 'PIPL, art. 56' },
      years: 3,
      items: 0,
    },
  ],
  signedAt: steps.certify,
  signature,
};
const shown = { emergencyId, event, endedAt: now, steps, certificate };
const witness = {
  emergencyId,
  certificate: name,
  witness: staffId,
  office: 'audit' as const,
  at: at(60),
  signature,
};
const keyGone = { emergencyId, certificate: name, keyGoneAt: now + WEEK_MS, signature };

/** What anybody may see of the end of an emergency. */
export const OF_CERTIFICATES = [
  operation(
    messages.readCertificate,
    'certificate.read',
    'How far the destruction of an emergency is, and its certificate',
    { answer: { ...shown, steps: { ...steps, witness: witness.at }, witness, keyGone } },
  ),
  operation(
    messages.listCertificates,
    'certificate.read',
    'What was destroyed in the street of a compound, newest first',
    { answer: { destructions: [shown] } },
  ),
];

/** What a witness signs. */
export const OF_WITNESSES = [
  operation(
    messages.listDestructions,
    'destruction.witness',
    'What was destroyed in the street of a compound, for whoever is to witness it',
    { answer: { destructions: [shown] } },
  ),
  operation(
    messages.witnessDestruction,
    'destruction.witness',
    'Sign beneath a certificate of destruction',
    { answer: { ...shown, steps: { ...steps, witness: witness.at }, witness } },
  ),
];
