/** Longest text of an event in characters: views are a few tens of KB, so what is longer is none of the server's. */
const longest = 512 * 1024;

/**
 * Reads an event stream (WHATWG HTML, 9.2.6), as far as a Majlis server writes one: each event has one `data` line, whose text
 * is a frame. Comments and every other field are overlooked. Bytes come as they are cut, in the middle of a letter too.
 */
export class EventTexts {
  readonly #decoder = new TextDecoder();
  #line = '';

  /** The texts of the events that the next bytes complete. Throws where a line has no end. */
  take(bytes: Uint8Array): string[] {
    const lines = (this.#line + this.#decoder.decode(bytes, { stream: true })).split(/\r?\n/);
    this.#line = lines.pop() ?? '';
    if (this.#line.length > longest) throw new Error('an event is too long');
    return lines.flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []));
  }
}
