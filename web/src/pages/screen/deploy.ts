/** The script with which a page begins: its name tells one build from another. */
export function scriptOf(html: string): string | undefined {
  return /<script[^>]*type="module"[^>]*src="([^"]+)"/.exec(html)?.[1];
}

/** Whether the server has another build of this page than the one that runs. Not where it cannot be asked. */
export async function isOutdated(get: typeof fetch = fetch): Promise<boolean> {
  try {
    const answer = await get(location.pathname, { cache: 'no-store' });
    const newest = answer.ok ? scriptOf(await answer.text()) : undefined;
    const own = scriptOf(document.documentElement.outerHTML);
    return newest !== undefined && own !== undefined && newest !== own;
  } catch {
    return false;
  }
}
