import type { destructionZh } from './zh.ts';

export const destructionEn = {
  destructions: 'Witness destruction',
  destructionsWhat:
    'When an emergency ends, what it knew about health is destroyed with its key. An auditor who had no part in it looks at the certificate and signs here as its witness.',
  destructionsNone: 'No emergency has ended.',
  destructionEnded: 'Ended {at}',
  destructionUnderWay: 'Being destroyed: {n} of 8 steps are done',
  destructionCertified: 'The certificate is signed and waits for a witness',
  destructionWitnessed: 'Witnessed {at}',
  destructionCounted: '{n} items; {items} were looked through, none was left',
  destructionKeyGone: 'Key gone for good {at}',
  destructionKeyGoneBy: 'Key disabled; gone for good by {at}',
  destructionWitness: 'Sign as witness',
} as const satisfies Record<keyof typeof destructionZh, string>;
