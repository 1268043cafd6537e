export type Kind = 'read' | 'written';
type Second = { read: number; written: number };
export type Hottest = { readonly partition: string; readonly units: number };

/** A partition takes so many write units a second, and three times as many read units. */
export const MOST_A_SECOND = { written: 1_000, read: 3_000 } as const satisfies Record<
  Kind,
  number
>;

/** What every partition key was asked in each second. */
export class Partitions {
  readonly #seconds = new Map<string, Second>();
  #read = 0;
  #written = 0;

  /** @param units of one command, shared evenly by the partitions that it named */
  note(partitions: readonly string[], kind: Kind, units: number, nowMs: number): void {
    if (kind === 'read') this.#read += units;
    else this.#written += units;
    for (const partition of partitions) {
      const name = `${Math.floor(nowMs / 1_000)} ${partition}`;
      const second = this.#seconds.get(name) ?? { read: 0, written: 0 };
      second[kind] += units / partitions.length;
      this.#seconds.set(name, second);
    }
  }

  get total(): { readonly read: number; readonly written: number } {
    return { read: this.#read, written: this.#written };
  }

  /** The partitions that were asked the most in one second, each once, the hottest first. */
  hottest(kind: Kind, count: number): Hottest[] {
    const most = new Map<string, number>();
    for (const [name, second] of this.#seconds) {
      const partition = name.slice(name.indexOf(' ') + 1);
      most.set(partition, Math.max(most.get(partition) ?? 0, second[kind]));
    }
    return [...most]
      .map(([partition, units]) => ({ partition, units }))
      .sort((one, other) => other.units - one.units)
      .slice(0, count);
  }
}

type Keyed = { readonly pk?: unknown };
const record = (value: unknown): Readonly<Record<string, unknown>> => Object(value);
const pkOf = (value: unknown): string[] => {
  const { pk }: Keyed = record(value);
  return typeof pk === 'string' ? [pk] : [];
};

/** The partition keys that a document client's command names, each once for every item. */
export function partitionsNamedIn(input: unknown): string[] {
  const command = record(input);
  const items = [
    ...Object.values(record(command.RequestItems)).flatMap((requests) =>
      Array.isArray(requests)
        ? requests.map((one) => record(record(one).PutRequest).Item)
        : [record(requests).Keys].flat(),
    ),
    ...[command.TransactItems ?? []]
      .flat()
      .flatMap((action) => Object.values(record(action)))
      .map((action) => record(action).Key ?? record(action).Item),
  ];
  const queried = record(command.ExpressionAttributeValues);
  const isQuery = typeof command.KeyConditionExpression === 'string';
  const names = [command.Key, command.Item, ...items].flatMap(pkOf);
  if (!isQuery) return names;
  // Every query of ours names its partition by the first value of its condition.
  const [, placeholder = ''] = /pk = (:\w+)/.exec(String(command.KeyConditionExpression)) ?? [];
  const partition = queried[placeholder];
  return typeof partition === 'string' ? [...names, partition] : names;
}
