import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** One import of one source file, by the path or package it names. */
export type Import = {
  readonly from: string;
  /** A path from the repository's root, or a package name. */
  readonly to: string;
};

export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Source files below the given folders, as paths from the repository's root. */
export function sourceFiles(...folders: string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,vue}`),
    { cwd: ROOT },
  ).sort();
}

/** The TypeScript of a file: all of it, or a component's script blocks. */
export function scriptOf(file: string): string {
  const text = read(file);
  if (!file.endsWith('.vue')) return text;
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n');
}

function resolve(from: string, specifier: string): string {
  const path = specifier.split('?')[0] ?? specifier;
  return path.startsWith('.') ? posix.join(dirname(from), path) : path;
}

export function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(scriptOf(file));
  return importedFiles.map(({ fileName }) => ({ from: file, to: resolve(file, fileName) }));
}

/** Casts, other than `as const`, without a comment `// cast: why it holds` on the line above. */
export function unexplainedCastsIn(file: string): string[] {
  const script = scriptOf(file);
  const lines = script.split('\n');
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) && node.type.getText(source) !== 'const') {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      if (!/\/\/ cast: \S/.test(lines[line - 1] ?? '')) {
        found.push(`${file}:${line + 1} ${node.getText(source).slice(0, 80)}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
