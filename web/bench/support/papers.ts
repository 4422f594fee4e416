import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { fromBase64url, toBase64url } from '../../src/lib/blind/bytes';
import { blind, publicKey, unblind } from '../../src/lib/blind/papers';

/** What a phone does for its paper, so many times: milliseconds of blinding, and of taking the blinding off and looking at the paper. */
export async function papers(times: number): Promise<{ blinding: number[]; finishing: number[] }> {
  const made = await RSABSSA.SHA384.generateKey({ publicExponent: Uint8Array.from([1, 0, 1]), modulusLength: 2048 });
  const spki = toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', made.publicKey)));
  const server = RSABSSA.SHA384.PSS.Deterministic();
  const taken = { blinding: [] as number[], finishing: [] as number[] };
  for (let time = 0; time < times; time += 1) {
    const message = new TextEncoder().encode(`majlis award paper 1\n00c0ffee00c0ffee\n4\n${time}`);
    const begun = performance.now();
    const key = await publicKey(spki);
    const blinded = await blind(key, message);
    taken.blinding.push(performance.now() - begun);
    // The server's part is not measured.
    const signed = fromBase64url(toBase64url(new Uint8Array(await server.blindSign(made.privateKey, blinded.message))));
    const answered = performance.now();
    await unblind(key, message, signed, blinded.inv);
    taken.finishing.push(performance.now() - answered);
  }
  return taken;
}

Object.assign(window, { papers });
