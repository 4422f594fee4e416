/** What a build of the phones' pages is made of. */
export interface Build {
  readonly version: string;
  /** The addresses of all that the pages load, now or later. */
  readonly files: readonly string[];
  readonly pages: readonly BuiltPage[];
}

/** A page by its name, and the files of the build that it names. */
export interface BuiltPage {
  readonly name: string;
  readonly files: readonly string[];
}
