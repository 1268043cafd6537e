import { posix } from 'node:path';
import ts from 'typescript';
import { importsOf, read, scriptOf, sourceFiles } from './source-tree.ts';

type Node = ts.Node;

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, scriptOf(file), ts.ScriptTarget.Latest, true);

function* within(node: Node): Generator<Node> {
  const children: Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* within(child);
  }
}

const bare = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : node;

/** Where a name of a file comes from: the file that declares it, and the value that it has there. */
function declarationOf(file: string, name: string): [string, ts.Expression] | undefined {
  const source = parsed(file);
  for (const node of within(source)) {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      if (node.name.text === name) return [file, bare(node.initializer)];
    }
    if (!ts.isImportSpecifier(node) || node.name.text !== name) continue;
    const from = node.parent.parent.parent;
    const specifier = ts.isImportDeclaration(from) ? from.moduleSpecifier : undefined;
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return undefined;
    const to = posix.join(posix.dirname(file), specifier.text);
    return declarationOf(to, (node.propertyName ?? node.name).text);
  }
  return undefined;
}

/** The keys of an object as it is written, also of those that are spread into it. */
function keysIn(file: string, value: ts.Expression): string[] {
  if (ts.isIdentifier(value)) {
    const declared = declarationOf(file, value.text);
    return declared === undefined ? [] : keysIn(...declared);
  }
  if (!ts.isObjectLiteralExpression(value)) return [];
  return value.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return keysIn(file, bare(property.expression));
    const { name } = property;
    return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))
      ? [name.text]
      : [];
  });
}

export type Catalogue = { readonly file: string; readonly keys: readonly string[] };

/** Every catalogue of words that a page has: the keys of what is given to `translator`. */
export function wordCatalogues(): Catalogue[] {
  return sourceFiles('web').flatMap((file) => {
    if (!read(file).includes('translator({')) return [];
    return [...within(parsed(file))].flatMap((node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
      const [given] = node.arguments;
      if (node.expression.text !== 'translator' || given === undefined) return [];
      if (!ts.isObjectLiteralExpression(given)) return [];
      const keys = given.properties.flatMap((property) => {
        if (property.name === undefined || !ts.isIdentifier(property.name)) return [];
        if (property.name.text !== 'zh') return [];
        if (ts.isShorthandPropertyAssignment(property)) return keysIn(file, property.name);
        return ts.isPropertyAssignment(property) ? keysIn(file, bare(property.initializer)) : [];
      });
      return [{ file, keys }];
    });
  });
}

/** Whether some string names a key: as it is, or in part, as `state_${state}` does. */
export type Named = (key: string) => boolean;

const QUOTED = /'(\w+)'/g;
const TEMPLATE = /`([^`]*)`/g;
const SLOT = /\$\{[^}]*\}/;

/** What the strings of these files can name. Words themselves name nothing. */
export function namedIn(files: readonly string[]): Named {
  const whole = new Set<string>();
  const parts: RegExp[] = [];
  for (const file of files) {
    if (/(?:^|[/-])(?:zh|en)\.ts$/.test(file)) continue;
    const text = read(file);
    for (const [, name = ''] of text.matchAll(QUOTED)) whole.add(name);
    for (const [, written = ''] of text.matchAll(TEMPLATE)) {
      const fixed = written.split(SLOT);
      if (!fixed.every((part) => /^\w*$/.test(part)) || fixed.every((part) => part === ''))
        continue;
      parts.push(new RegExp(`^${fixed.join('\\w+')}$`));
    }
  }
  return (key) => whole.has(key) || parts.some((part) => part.test(key));
}

/** Of all pages of an app, rather than of one part of it. */
const OF_THE_APP = /^web\/(\w+)\/(?:app|words)\//;

/**
 * Where keys may stand: where the words are asked for and beside them, anywhere in the app for words
 * of the whole app, and in the closed lists of what both sides know.
 */
export function usersOf({ file }: Catalogue): string[] {
  const [, app] = OF_THE_APP.exec(file) ?? [];
  const folder = app === undefined ? posix.dirname(file) : `web/${app}`;
  const asks = sourceFiles('web').filter(
    (one) => one.startsWith(`${folder}/`) || importsOf(one).some(({ to }) => to === file),
  );
  return [...asks, ...sourceFiles('shared')];
}
