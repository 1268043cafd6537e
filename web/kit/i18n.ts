import { language } from './language.ts';

/** The names in braces that a sentence waits for. */
type Slots<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;

type Filling<Sentence extends string> = [Slots<Sentence>] extends [never]
  ? []
  : [values: Readonly<Record<Slots<Sentence>, string | number>>];

type Catalogue = Readonly<Record<string, string>>;

/**
 * A page's sentences. The Chinese catalogue is the original; the English one has the same keys,
 * and the compiler says which is missing.
 * @returns `t(key, values)`; follows a switch of language when used in a template
 */
export function translator<const Zh extends Catalogue>(catalogues: {
  readonly zh: Zh;
  readonly en: { readonly [Key in keyof Zh]: string };
}) {
  return <Key extends keyof Zh & string>(key: Key, ...filling: Filling<Zh[Key]>): string => {
    const sentence: string = catalogues[language.value][key];
    const [values] = filling;
    if (values === undefined) return sentence;
    const given = new Map<string, string | number>(Object.entries(values));
    return sentence.replace(/\{(\w+)\}/g, (slot, name) => String(given.get(name) ?? slot));
  };
}
