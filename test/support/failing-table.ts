import type { Table } from '../../functions/platform/table.ts';

/** A way to the table on which the n-th command from now on fails, and every one after it. */
export function failingFrom(table: Table, command: number): Table {
  let sent = 0;
  const documents = new Proxy(table.documents, {
    get: (client, name, receiver) => {
      if (name !== 'send') return Reflect.get(client, name, receiver);
      return (...of: Parameters<typeof client.send>) => {
        if (++sent >= command) throw new Error('the power is out');
        return client.send(...of);
      };
    },
  });
  return { ...table, documents };
}
