import { createHash } from 'node:crypto';

/** What is not an item's content: when the database lets go of it. */
const NOT_CONTENT = new Set(['ttl']);

/** One text for one value, whatever order its fields were written in. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Uint8Array) return `{"$bytes":"${Buffer.from(value).toString('base64')}"}`;
  if (value instanceof Set) return `{"$set":[${[...value].map(canonicalJson).sort().join(',')}]}`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Names an item's content: SHA-256, base64url, over its canonical text without its term. */
export function digestOf(item: Readonly<Record<string, unknown>>): string {
  const content = Object.entries(item).filter(([name]) => !NOT_CONTENT.has(name));
  return createHash('sha256')
    .update(canonicalJson(Object.fromEntries(content)))
    .digest('base64url');
}
