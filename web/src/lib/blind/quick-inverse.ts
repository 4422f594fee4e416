import sjcl, { type Big } from '@cloudflare/blindrsa-ts/lib/src/sjcl/index.js';

const bigOf = (number: Big) => BigInt(number.toString());

/** The inverse of a number modulo another one. Throws where there is none. */
export function inverse(of: bigint, modulus: bigint): bigint {
  let [before, rest] = [((of % modulus) + modulus) % modulus, modulus];
  let [factor, next] = [1n, 0n];
  while (rest !== 0n) {
    const times = before / rest;
    [before, rest] = [rest, before - times * rest];
    [factor, next] = [next, factor - times * next];
  }
  if (before !== 1n) throw new Error('the number has no inverse');
  return ((factor % modulus) + modulus) % modulus;
}

/**
 * Has the library of RFC 9474 take inverses with the browser's own large numbers. Its own way, bit by bit, takes nine tenths
 * of the time of a blinding: a second on a slow phone. What it is asked for is unblinded and verified afterwards, so a wrong
 * inverse would be no paper.
 */
export function takeInversesQuickly(): void {
  sjcl.bn.prototype.inverseMod = function inverseMod(this: Big, modulus: Big): Big {
    return new sjcl.bn(`0x${inverse(bigOf(this), bigOf(modulus)).toString(16)}`);
  };
}
