import type { Mistake } from '$lib/protocol/generated/protocol';

/** Nobody asks again sooner, in milliseconds. */
const soonest = 3_000;

/** The server's refusal of a request, or `unreachable` where no answer came. Pages have words for each code. */
export class HttpRefusal extends Error {
  readonly code: string;
  /** Of a forum file that is refused, every mistake in it. */
  readonly mistakes: readonly Mistake[];
  /** In how many milliseconds to ask again, where that may help: no sooner than the server said, and spread, so that a hall does not come at once. */
  readonly againMs: number;

  constructor(code: string, mistakes: readonly Mistake[] = [], retryMs = 0) {
    super(code);
    this.code = code;
    this.mistakes = mistakes;
    this.againMs = Math.max(soonest, retryMs) * (1 + Math.random() / 2);
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A file is sent as it is, all else as JSON. */
  body?: unknown;
  token?: string;
}

/** Asks the server and reads its answer as JSON; undefined for "no content". Throws an `HttpRefusal`. */
export async function ask<Answer>(path: string, request: Request = {}): Promise<Answer> {
  const response = await fetched(path, request);
  if (response.status === 204) return undefined as Answer;
  // A hall's Wi-Fi that wants its own page seen first answers everything, with that page.
  const answer: Promise<Answer> = response.json();
  return answer.catch(() => {
    throw new HttpRefusal('unreachable');
  });
}

/** Asks the server and reads its answer as text, such as an SVG. Throws an `HttpRefusal`. */
export async function askText(path: string, request: Request = {}): Promise<string> {
  return (await fetched(path, request)).text();
}

/** Asks the server for a file, byte by byte as it is, and for what it is called. Throws an `HttpRefusal`. */
export async function askFile(
  path: string,
  request: Request = {},
): Promise<{ content: Blob; name: string | undefined }> {
  const response = await fetched(path, request);
  const named = response.headers.get('Content-Disposition')?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
  return { content: await response.blob(), name: named && decodeURIComponent(named) };
}

async function fetched(path: string, { method = 'GET', body, token }: Request): Promise<Response> {
  const isJson = body !== undefined && !(body instanceof Blob);
  const headers = {
    ...(!isJson ? {} : { 'Content-Type': 'application/json' }),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const asked = fetch(path, {
    method,
    headers,
    body: isJson ? JSON.stringify(body) : body instanceof Blob ? body : null,
  });
  const response = await asked.catch(() => {
    throw new HttpRefusal('unreachable');
  });
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function refusalOf(response: Response): Promise<HttpRefusal> {
  const said: { code?: unknown; mistakes?: Mistake[] } = await response.json().catch(() => ({}));
  // A proxy may say a date instead, which is not worth reading.
  const retryMs = 1_000 * (Number(response.headers.get('Retry-After')) || 0);
  return new HttpRefusal(typeof said.code === 'string' ? said.code : 'unreachable', said.mistakes, retryMs);
}
