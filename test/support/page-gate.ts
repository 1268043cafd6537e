import { VerifiedPasses } from '../../shared/code/verified-passes.ts';
import type { ScanDecision } from '../../shared/gate/decide-scan.ts';
import { SeenCodes } from '../../shared/gate/seen.ts';
import { gateNumberOf } from '../../shared/ids.ts';
import type { GuardClock } from '../../web/guard/app/guard-clock.ts';
import type { GuardDatabase } from '../../web/guard/app/guard-database.ts';
import { judgeCode } from '../../web/guard/decision/judge-code.ts';
import { openGateDocuments } from '../../web/guard/documents/gate-documents.ts';
import type { EnrolledDevice } from '../../web/guard/enrolment/enrolled-device.ts';
import { createApi } from '../../web/kit/api.ts';
import { inflate } from '../../web/kit/inflate.ts';
import { createSignatureVerifier } from '../../web/kit/signature-verifier.ts';
import type { GatePhone } from './gate-phone.ts';

/** As much of the page's database as its documents use. */
export function memoryDatabase(): GuardDatabase {
  const kept = new Map<string, unknown>();
  const database = {
    get: async (store: string, key: string) => kept.get(`${store} ${key}`),
    put: async (store: string, value: unknown, key: string) => kept.set(`${store} ${key}`, value),
    delete: async (store: string, key: string) => kept.delete(`${store} ${key}`),
  };
  // The documents call nothing else of it.
  return database as unknown as GuardDatabase;
}

type Parts = {
  readonly device: GatePhone;
  /** Answers paths. */
  readonly send: (path: string, init: RequestInit) => Response | Promise<Response>;
  readonly now: () => number;
  readonly database?: GuardDatabase;
};

/** A guard's page without its screen: its own documents, memory and three steps. */
export function openPageGate({ device, send, now, database = memoryDatabase() }: Parts) {
  const verifier = createSignatureVerifier();
  const verified = new VerifiedPasses<CryptoKey>();
  const seen = new SeenCodes();
  const api = createApi({
    fetch: async (input, init = {}) => send(String(input), init),
    monotonic: now,
  });
  const time = () => ({ nowMs: now(), grade: 'synced' as const });
  const documents = openGateDocuments({
    database,
    // Its documents ask the device for nothing but its gate.
    device: { gateId: device.gateId } as unknown as EnrolledDevice,
    shift: () => undefined,
    api,
    edgeApi: api,
    sign: ({ method, path, body }) => {
      const text = Buffer.from(body).toString('utf8');
      return Promise.resolve({
        authorization: device.authorize({ method, path, body: text }, now()),
      });
    },
    // They look at the time and at nothing else of the clock.
    clock: { time } as unknown as GuardClock,
    verifier,
    inflate,
    onKeyWithdrawn: () => verified.clear(),
    onRefused: (failure) => {
      throw new Error(`the gate's documents are refused: ${failure.code}`);
    },
  });
  return {
    documents,
    verified,
    /** @returns the verdict of this gate; what it lets in it remembers */
    async judge(code: string): Promise<ScanDecision> {
      const { decision, proven } = await judgeCode(code, 'in', {
        keys: documents.keys(),
        verifier,
        challenges: {
          gate: gateNumberOf(device.gateId),
          challengeOf: () => new Uint8Array(8),
        },
        verified,
        rules: documents.rules(),
        list: documents.list(),
        numbers: documents.numbers(),
        time: time(),
        seen,
      });
      if (proven !== undefined && decision.outcome === 'allow') seen.accept(proven);
      return decision;
    },
  };
}
