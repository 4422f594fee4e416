import { HttpRefusal } from '$lib/net/http';

/** What asks; tests give one of their own. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Nothing goes along that tells who asks: no token, no cookie, no page that it came from. */
const anonymous: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };

/** Sends something as nobody. Throws an `HttpRefusal`. */
export async function sendAsNobody(fetch: Fetch, path: string, body: unknown): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await answered(fetch(path, { ...anonymous, method: 'POST', headers, body: JSON.stringify(body) }));
}

/** Reads something as nobody. Throws an `HttpRefusal`. */
export async function readAsNobody(fetch: Fetch, path: string): Promise<string> {
  return (await answered(fetch(path, anonymous))).text();
}

async function answered(asked: Promise<Response>): Promise<Response> {
  const response = await asked.catch(() => {
    throw new HttpRefusal('unreachable');
  });
  if (response.ok) return response;
  const { code }: { code?: unknown } = await response.json().catch(() => ({}));
  throw new HttpRefusal(typeof code === 'string' ? code : 'unreachable');
}
