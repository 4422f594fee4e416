/** The server's refusal of a request, or `unreachable` where no answer came. Pages have words for each code. */
export class HttpRefusal extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'DELETE';
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

async function fetched(path: string, { method = 'GET', body, token }: Request): Promise<Response> {
  const headers = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  const asked = fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const response = await asked.catch(() => {
    throw new HttpRefusal('unreachable');
  });
  if (!response.ok) throw new HttpRefusal(await codeOf(response));
  return response;
}

async function codeOf(response: Response): Promise<string> {
  const said: { code?: unknown } = await response.json().catch(() => ({}));
  return typeof said.code === 'string' ? said.code : 'unreachable';
}
