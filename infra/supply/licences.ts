import * as z from 'zod';

const Package = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  link: z.boolean().optional(),
});
const Lockfile = z.object({ packages: z.record(z.string(), Package) });

export type Licensed = {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or `unknown`. */
  readonly licence: string;
  /** Whether it reaches a server or a phone; otherwise it only builds or tests. */
  readonly isShipped: boolean;
};

/** Every package that the lockfile pins and under which licence, by name and version. */
export function licencesIn(lockfile: unknown): Licensed[] {
  const { packages } = Lockfile.parse(lockfile);
  const found = Object.entries(packages).flatMap(([path, one]): Licensed[] => {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (path === '' || one.link === true) return [];
    const isShipped = one.dev !== true && one.devOptional !== true;
    return [{ name, version: one.version ?? '', licence: one.license ?? 'unknown', isShipped }];
  });
  const unique = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...unique.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** docs/licences.md, made from the lockfile. */
export function licencesPage(all: readonly Licensed[]): string {
  const shipped = all.filter(({ isShipped }) => isShipped);
  const rows = shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const others = new Map<string, number>();
  for (const { licence, isShipped } of all) {
    if (!isShipped) others.set(licence, (others.get(licence) ?? 0) + 1);
  }
  const counts = [...others].sort((a, b) => b[1] - a[1]).map(([name, n]) => `${name} ${n}`);
  return `# Licences

Made by \`npm run licences\` from the lockfile; a test fails where it is out of date. \`npm run sbom\` writes the whole bill of materials (CycloneDX) to \`dist/sbom.json\`.

Of what reaches a server or a phone:

| Package | Version | Licence |
|---|---|---|
${rows.join('\n')}

Of what only builds and tests, packages by licence: ${counts.join(', ')}.
`;
}
