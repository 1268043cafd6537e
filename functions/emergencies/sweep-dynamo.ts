import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { KeptAfterEnd } from '../../shared/emergency/kept-after-end.ts';
import type { EmergencyId } from '../../shared/ids.ts';
import type { Table } from '../platform/table.ts';
import type { Sweeping } from './destruction.ts';
import type { Sweep } from './sweep.ts';

type Item = Readonly<Record<string, unknown>>;

/** Where an emergency may be named when it is over. It asks no list of what was to be deleted. */
const MAY_NAME_IT: readonly {
  readonly what: KeptAfterEnd;
  readonly pk: RegExp;
  readonly sk: RegExp;
}[] = [
  { what: 'the_emergency', pk: /^str_[0-9]+$/, sk: /^(emergency|certificate)#/ },
  {
    what: 'announcements',
    pk: /^(str|com|cmp)_[0-9]+$/,
    sk: /^(announcement|board|to-tell|seen-in)#/,
  },
  { what: 'audit_facts', pk: /#gone$|^(str|com|cmp)_[0-9]+#(reads|facts|chain)/, sk: /./ },
];

/** Keys said to the operators of one look. */
const MOST_SAID = 20;

function shown(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return undefined;
  return value instanceof Set ? [...value] : value;
}
/** Every text in an item; bytes are none. */
const textOf = (item: Item): string => JSON.stringify(item, (_, value) => shown(value));

function lookAt(emergency: EmergencyId, item: Item): KeptAfterEnd | 'left' | undefined {
  if (!textOf(item).includes(emergency)) return undefined;
  const pk = String(item.pk);
  const sk = String(item.sk);
  return MAY_NAME_IT.find((place) => place.pk.test(pk) && place.sk.test(sk))?.what ?? 'left';
}

export function createSweep(table: Table): Sweep {
  return {
    goOn: async (emergency, before, most) => {
      const found: string[] = [];
      const kept = { ...before.kept };
      let { after, items, left } = before;
      for (let looked = 0; looked < most; ) {
        const { Items = [], LastEvaluatedKey } = await table.documents.send(
          new ScanCommand({
            TableName: table.name,
            ConsistentRead: true,
            ...(after === undefined ? {} : { ExclusiveStartKey: after }),
          }),
        );
        for (const item of Items) {
          const what = lookAt(emergency, item);
          if (what === 'left') {
            left += 1;
            if (found.length < MOST_SAID) found.push(`${item.pk} ${item.sk}`);
          } else if (what !== undefined) kept[what] = (kept[what] ?? 0) + 1;
        }
        looked += Items.length;
        items += Items.length;
        if (LastEvaluatedKey === undefined) {
          return { sweeping: { items, kept, left }, isWhole: true, found };
        }
        after = { pk: String(LastEvaluatedKey.pk), sk: String(LastEvaluatedKey.sk) };
      }
      const sweeping: Sweeping = { items, kept, left, ...(after === undefined ? {} : { after }) };
      return { sweeping, isWhole: false, found };
    },
  };
}
