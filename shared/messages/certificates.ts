import * as z from 'zod';
import { DESTRUCTION_STEP_NAMES } from '../emergency/destruction-steps.ts';
import { KEPT_NAMES } from '../emergency/kept-after-end.ts';
import { EmergencyId } from '../ids.ts';
import { OFFICES } from '../roles.ts';
import { endpoint } from './endpoint.ts';

const UnixMs = z.number().int();
const Count = z.number().int().min(0);
/** A compact JWS, ES256, by the issuer's key of that moment; its header carries the public half. */
const Signature = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);

/**
 * What is signed: that everything an emergency knew about people is gone. It counts and names
 * nobody.
 */
export const DestructionCertificate = z.object({
  emergencyId: EmergencyId,
  event: z.string(),
  document: z.object({ number: z.string(), authority: z.string() }),
  mode: z.enum(['real', 'drill']),
  /** In how many compounds it acted. */
  compounds: Count,
  openedAt: UnixMs.optional(),
  endedAt: UnixMs,
  /** Which office ended it; `clock` where its last day was over. */
  endedBy: z.union([z.enum(OFFICES), z.literal('clock')]),
  /** Which other office agreed that it be destroyed; absent where its day or three days decided. */
  endConfirmedBy: z.enum(OFFICES).optional(),
  /** Items of each class before the end, such as `record`: one a person. */
  counted: z.record(z.string(), Count),
  countedAt: UnixMs,
  /** From then on nobody could open the key; and when it is gone for good at the latest. */
  keyDisabledAt: UnixMs,
  keyGoneBy: UnixMs,
  /** Notifications that were taken back. */
  takenBack: Count,
  takenBackAt: UnixMs,
  /** Compounds whose gates were given a list without it. */
  listsMadeAnew: Count,
  deletedAt: UnixMs,
  /** The last sweep: how many items of the whole table it looked at, and that none was left. */
  swept: z.object({ at: UnixMs, items: Count, left: z.literal(0), sweeps: Count }),
  /** What stays, by the law that has it so, and how many items of it the sweep met. */
  kept: z.array(
    z.object({
      what: z.enum(KEPT_NAMES),
      basis: z.object({ zh: z.string(), en: z.string() }),
      years: Count.optional(),
      items: Count,
    }),
  ),
  signedAt: UnixMs,
});
export type DestructionCertificate = z.infer<typeof DestructionCertificate>;

/** Signed beneath by somebody who had no part in the emergency. */
export const WitnessLine = z.object({
  emergencyId: EmergencyId,
  /** SHA-256 of the signed certificate, base64url. */
  certificate: z.string(),
  /** A pseudonym. */
  witness: z.string(),
  office: z.enum(OFFICES),
  at: UnixMs,
});
export type WitnessLine = z.infer<typeof WitnessLine>;

/** The second line: that the key is gone for good. */
export const KeyGoneLine = z.object({
  emergencyId: EmergencyId,
  certificate: z.string(),
  keyGoneAt: UnixMs,
});
export type KeyGoneLine = z.infer<typeof KeyGoneLine>;

/** How far a destruction is, and what was signed of it. */
export const DestructionShown = z.object({
  emergencyId: EmergencyId,
  event: z.string(),
  endedAt: UnixMs,
  /** When each step was done. */
  steps: z.partialRecord(z.enum(DESTRUCTION_STEP_NAMES), UnixMs),
  certificate: DestructionCertificate.extend({ signature: Signature }).optional(),
  witness: WitnessLine.extend({ signature: Signature }).optional(),
  keyGone: KeyGoneLine.extend({ signature: Signature }).optional(),
});
export type DestructionShown = z.infer<typeof DestructionShown>;

/** For anybody: residents, the press, whoever wants to check the signature. */
export const readCertificate = endpoint({
  method: 'GET',
  path: '/api/v1/resident/emergencies/:emergencyId/certificate',
  answer: DestructionShown,
});
/** For anybody too: what was destroyed in a compound, the newest first. */
export const CertificateList = z.object({ destructions: z.array(DestructionShown) });
export type CertificateList = z.infer<typeof CertificateList>;
export const listCertificates = endpoint({
  method: 'GET',
  path: '/api/v1/resident/compounds/:compoundId/certificates',
  answer: CertificateList,
});

/** The same for whoever is to sign beneath. */
export const listDestructions = endpoint({
  method: 'GET',
  path: '/api/v1/manager/compounds/:compoundId/destructions',
  answer: CertificateList,
});
export const witnessDestruction = endpoint({
  method: 'PUT',
  path: '/api/v1/manager/compounds/:compoundId/destructions/:emergencyId/witness',
  answer: DestructionShown,
});
