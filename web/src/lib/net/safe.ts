/** What lies under a key. */
export interface InSafe {
  readonly key: string;
  readonly value: unknown;
}

/**
 * A place that has written to the disk what it was given, before long and not when the browser likes. It answers nobody: what
 * it does not take, for want of space or permission, lies in the storage all the same.
 */
export interface Safe {
  keep(key: string, value: unknown): void;
  forget(key: string): void;
  /** What lies under the keys that begin so; nothing where the browser has no such place. */
  under(prefix: string): Promise<InSafe[]>;
}
