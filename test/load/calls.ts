import { setTimeout as after } from 'node:timers/promises';
import { NAMES_VERSION } from '../../shared/messages/gates.ts';
import type { GatePhone } from '../support/gate-phone.ts';

type Answer = {
  readonly body: unknown;
  readonly etag: string | undefined;
  readonly names: string | undefined;
};

/** Requests of all gates over HTTP, each timed, none repeated. */
export class Calls {
  readonly #origin: string;
  readonly #times = new Map<string, number[]>();
  readonly errors: string[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  fail(what: string): void {
    this.errors.push(what);
  }

  async waitUntil(unixMs: number): Promise<void> {
    const ms = unixMs - Date.now();
    if (ms > 0) await after(ms);
  }

  async send(
    kind: string,
    device: GatePhone,
    method: string,
    path: string,
    body?: unknown,
    has?: string,
  ): Promise<Answer> {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const authorization = device.authorize({ method, path, body: sent }, Date.now());
    const headers = { authorization, ...(has === undefined ? {} : { 'if-none-match': has }) };
    const began = performance.now();
    const answer = await fetch(this.#origin + path, {
      method,
      headers,
      ...(sent === '' ? {} : { body: sent }),
    });
    const text = await answer.text();
    this.#times.set(kind, [...(this.#times.get(kind) ?? []), performance.now() - began]);
    if (!answer.ok && answer.status !== 304) this.fail(`${method} ${path}: ${answer.status}`);
    const etag = answer.headers.get('etag') ?? undefined;
    const names = answer.headers.get(NAMES_VERSION) ?? undefined;
    return { body: text === '' ? undefined : JSON.parse(text), etag, names };
  }

  /** How often each kind was asked, and how long it took: milliseconds. */
  summary(): { kind: string; count: number; p50: number; p99: number; max: number }[] {
    return [...this.#times].map(([kind, times]) => {
      const sorted = [...times].sort((one, other) => one - other);
      const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
      return { kind, count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
    });
  }
}
