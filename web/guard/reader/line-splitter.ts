/** Longer than any code of ours; what is longer is no code, and is let go up to the next line. */
const LONGEST_LINE = 512;

/** Cuts what comes over a wire into lines, whichever of CR and LF ends them. Bounded. */
export class LineSplitter {
  #rest = '';

  /** @returns the lines that are complete now; none of them is empty */
  push(chunk: string): string[] {
    const pieces = (this.#rest + chunk).split(/[\r\n]+/);
    // One more is enough to tell that it was too long.
    this.#rest = (pieces.pop() ?? '').slice(0, LONGEST_LINE + 1);
    return pieces.filter((line) => line !== '' && line.length <= LONGEST_LINE);
  }

  /** The wire has been silent: a reader that ends no lines has said all. */
  flush(): string[] {
    return this.push('\n');
  }
}
