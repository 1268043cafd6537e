import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by name: started last, one of them would keep the other core waiting. */
const LONGEST = [
  'permission-suite',
  'requests-worker',
  'thread',
  'in-a-row',
  'requests-desk',
  'key-drill',
] as const;

const isLong = ({ moduleId }: TestSpecification): boolean =>
  LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));

/** Starts the longest files of each project first; otherwise the runner's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const projects = [...new Set(usual.map(({ project }) => project))];
    return projects.flatMap((one) => {
      const own = usual.filter(({ project }) => project === one);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}
