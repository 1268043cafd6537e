import type { Table } from '../../functions/platform/table.ts';

/** A way to the table on which every n-th command is done, and its answer lost on the way back. */
export function losingAnswers(table: Table, every: number): Table {
  let sent = 0;
  const documents = new Proxy(table.documents, {
    get: (client, name, receiver) => {
      if (name !== 'send') return Reflect.get(client, name, receiver);
      return async (...of: Parameters<typeof client.send>) => {
        const answer = await client.send(...of);
        sent += 1;
        if (sent % every === 0) throw new Error('the answer is lost');
        return answer;
      };
    },
  });
  return { ...table, documents };
}
