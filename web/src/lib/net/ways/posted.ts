import type { ServerFrame } from '$lib/protocol/generated/protocol';

/** What asking the server takes of a browser. */
export interface Net {
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** Milliseconds by a clock that nobody sets. */
  steady(): number;
  later(run: () => void, ms: number): () => void;
  every(run: () => void, ms: number): () => void;
  /** Between 0 and 1. */
  random(): number;
}

/** Sends a body that is JSON already. */
export function post(net: Net, path: string, body: string, signal: AbortSignal): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return net.fetch(path, { method: 'POST', headers, body, signal, cache: 'no-store' });
}

/** A request was answered otherwise than with frames. */
export class NoFrames extends Error {
  /** How long the server wants to be left alone, in milliseconds, where it said so. */
  readonly afterMs: number | undefined;

  constructor(afterMs?: number) {
    super();
    this.afterMs = afterMs;
  }
}

/** The frames of an answer. Throws `NoFrames` where it has none: an older node, a proxy's own page. */
export async function framesOf(answer: Response): Promise<ServerFrame[]> {
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  if (!answer.ok) throw new NoFrames(Number.isFinite(seconds) ? seconds * 1_000 : undefined);
  const frames: unknown = await answer.json().catch(() => undefined);
  if (!Array.isArray(frames)) throw new NoFrames();
  return frames;
}

/** Whether a frame wants an answer, and goes again where none comes; the rest is said in passing. */
export const wantsAnswer = (frame: string): boolean => /^\{"t":"(?:do|page|find)"/.test(frame);

/** Those of the commands and questions that are not among the answered. */
export function unanswered(asked: readonly string[], frames: readonly ServerFrame[]): string[] {
  const ids = new Set(frames.flatMap((frame) => (frame.t === 'done' || frame.t === 'refused' ? [frame.id] : [])));
  return asked.filter((text) => {
    const frame = JSON.parse(text);
    return frame.t === 'do' && !ids.has(frame.id);
  });
}

/** Most frames of a request, and bytes: fewer than the server takes. */
const mostFrames = 8;
const mostBytes = 128 * 1024;

/** As many of the first frames as a request may have; at least one. */
export function batchOf(frames: readonly string[]): string[] {
  let bytes = 0;
  const end = frames.slice(0, mostFrames).findIndex((frame, at) => {
    bytes += new TextEncoder().encode(frame).length;
    return at > 0 && bytes > mostBytes;
  });
  return frames.slice(0, end < 0 ? mostFrames : end);
}
