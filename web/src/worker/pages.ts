/** At which address each page is asked for, to be kept: any code has the same page. */
const addresses: Record<string, string> = { index: '/', audience: '/j/-' };

/** Where a page is asked for, and kept. Throws for a page that has no address. */
export function addressOf(page: string): string {
  const address = addresses[page];
  if (address === undefined) throw new Error(`the page ${page} has no address`);
  return address;
}

/** The address under which the page of a path is kept; none where it is no page of phones. */
export function keptFor(path: string): string | undefined {
  if (path === '/') return addresses.index;
  return /^\/[jJ]\/[^/]+\/?$/.test(path) ? addresses.audience : undefined;
}

/** Whether a path is of the files that pages are made of. What the server knows of a forum never is. */
export function isFile(path: string): boolean {
  return path.startsWith('/assets/') || path === '/mark.svg';
}
