import { fetchFor, language } from './language.ts';

/** The names in braces that a sentence waits for. */
type Slots<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;

type Filling<Sentence extends string> = [Slots<Sentence>] extends [never]
  ? []
  : [values: Readonly<Record<Slots<Sentence>, string | number>>];

type Catalogue = Readonly<Record<string, string>>;

/** The same keys as the original; the compiler says which is missing. */
export type Translation<Original extends Catalogue> = { readonly [Key in keyof Original]: string };

/**
 * A page's sentences. The Chinese catalogue is the original.
 * @param catalogues.en as it is, or how to fetch it: a page that counts its bytes leaves it out
 * until somebody wants it, and is Chinese where it can't be had
 * @returns `t(key, values)`; follows a switch of language when used in a template
 */
export function translator<const Zh extends Catalogue>(catalogues: {
  readonly zh: Zh;
  readonly en: Translation<Zh> | (() => Promise<Translation<Zh>>);
}) {
  const { zh, en } = catalogues;
  let english: Translation<Zh> = zh;
  if (typeof en === 'function') {
    fetchFor('en', async () => {
      english = await en();
    });
  } else {
    english = en;
  }
  return <Key extends keyof Zh & string>(key: Key, ...filling: Filling<Zh[Key]>): string => {
    const sentence: string = (language.value === 'en' ? english : zh)[key];
    const [values] = filling;
    if (values === undefined) return sentence;
    const given = new Map<string, string | number>(Object.entries(values));
    return sentence.replace(/\{(\w+)\}/g, (slot, name) => String(given.get(name) ?? slot));
  };
}
