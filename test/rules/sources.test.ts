import { describe, expect, it } from 'vitest';
import { read, scriptOf, sourceFiles, unexplainedCastsIn } from './source-tree.ts';

const LONGEST_FILE = 300;

const linesOf = (pattern: RegExp, files: string[]): string[] =>
  files.flatMap((file) =>
    scriptOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );

describe('the sources keep their promises', () => {
  it('only entry points and infrastructure see the environment', () => {
    const files = sourceFiles('shared', 'functions', 'web').filter(
      (file) => !file.startsWith('functions/entrypoints/'),
    );
    expect(linesOf(/process\.env/, files)).toEqual([]);
  });

  it('rules are given the time and never look at a clock', () => {
    const files = sourceFiles('shared', 'functions').filter(
      (file) => !/^functions\/(platform|entrypoints)\//.test(file),
    );
    expect(linesOf(/Date\.now\(|new Date\(\)|performance\.now\(/, files)).toEqual([]);
  });

  it('nothing is cast without saying on the line above why it holds', () => {
    const casts = sourceFiles('shared', 'functions', 'infra', 'web').flatMap(unexplainedCastsIn);
    expect(casts).toEqual([]);
  });

  it('no file is longer than one thing', () => {
    const long = sourceFiles('shared', 'functions', 'infra', 'web').filter(
      (file) => read(file).split('\n').length > LONGEST_FILE,
    );
    expect(long).toEqual([]);
  });

  it('zod is imported whole, so that bundlers can drop what is unused', () => {
    const files = sourceFiles('shared', 'functions', 'infra', 'web');
    expect(linesOf(/import \{[^}]*\} from 'zod'/, files)).toEqual([]);
  });
});
