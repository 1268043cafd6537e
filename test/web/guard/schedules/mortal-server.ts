import type { Table } from '../../../../functions/platform/table.ts';
import type { FixedClock } from '../../../support/fixed-clock.ts';
import { type Gatehouse, openGatehouse } from '../../../support/gatehouse.ts';
import type { KeyPair } from '../../../support/key-pair.ts';

/** A process of the server that can die after any of its commands to the table, and starts anew. */
export async function startMortalServer(table: Table, clock: FixedClock, issuer: KeyPair) {
  /** Commands until the process dies; undefined while nothing threatens it. */
  let left: number | undefined;
  let life = 0;

  const start = async (): Promise<Gatehouse> => {
    life += 1;
    const mine = life;
    const send: typeof table.documents.send = (...command: unknown[]) => {
      if (mine !== life) return Promise.reject(new Error('this process is gone'));
      if (left !== undefined && left-- === 0) {
        left = undefined;
        life += 1;
        return Promise.reject(new Error('the process died'));
      }
      return Reflect.apply(table.documents.send, table.documents, command);
    };
    const documents = Object.assign(Object.create(table.documents), { send });
    return openGatehouse({ ...table, documents }, clock, issuer);
  };
  let house = await start();
  let begun = life;
  const alive = async (): Promise<Gatehouse> => {
    if (begun === life) return house;
    house = await start();
    begun = life;
    return house;
  };

  return {
    /** The process that serves, started anew where the one before has died. */
    alive,
    dieAfter(commands: number): void {
      left = commands;
    },
    live(): void {
      left = undefined;
    },
    async serve(path: string, init: RequestInit): Promise<Response | undefined> {
      const { apps } = await alive();
      const served = begun;
      const headers = new Headers(init.headers);
      headers.set('origin', 'http://localhost');
      headers.set('host', 'localhost');
      const { method = 'GET', body = null } = init;
      const answer = await apps.guard.request(path, { method, headers, body });
      return served === life ? answer : undefined;
    },
  };
}
