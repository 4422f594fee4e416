import { describe, expect, it } from 'vitest';
import { EventTexts } from '$lib/net/ways/sse';

const frames = ['{"t":"welcome","name":"ملتقى عزوة 🌙"}', '{"t":"pong"}'];
const padding = `:${' '.repeat(40)}\n`;

/** What comes of a text in parts that end after so many bytes. */
function inParts(text: string, ...cuts: number[]): string[] {
  const bytes = new TextEncoder().encode(text);
  const texts = new EventTexts();
  const ends = [...cuts, bytes.length];
  return ends.flatMap((end, at) => texts.take(bytes.slice(ends[at - 1] ?? 0, end)));
}

describe.each(['\n', '\r\n'])('events whose lines end with %j', (end) => {
  const text = padding + frames.map((frame) => `data: ${frame}${end}${end}`).join('');

  it('are read wherever the bytes are cut, in the middle of a letter too', () => {
    const { length } = new TextEncoder().encode(text);
    for (let cut = 0; cut <= length; cut += 1) expect(inParts(text, cut), `cut at ${cut}`).toEqual(frames);
  });

  it('are read byte by byte', () => {
    const cuts = Array.from(new TextEncoder().encode(text).keys());
    expect(inParts(text, ...cuts)).toEqual(frames);
  });
});

it('comments and other fields are overlooked, and so is a line that has not ended', () => {
  expect(inParts('event: x\nid: 7\nretry: 1\n: data: no\ndata:{"t":"pong"}\ndata: {"t"')).toEqual(['{"t":"pong"}']);
});

it('a line without an end is not gathered for ever', () => {
  const texts = new EventTexts();
  const part = new TextEncoder().encode('a'.repeat(65_536));
  expect(() => {
    for (let at = 0; at < 9; at += 1) texts.take(part);
  }).toThrow('too long');
});
