/** The key behind the `#` of a stand's address; none in anything else. */
export function standBehind(hash: string): string | undefined {
  return /^stand=([\w-]{22})$/.exec(hash)?.[1];
}
