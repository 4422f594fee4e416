import { afterEach, expect, it, vi } from 'vitest';
import { toBase64url } from '$lib/blind/bytes';
import { blind, isSigned, unblind, WrongSignature } from '$lib/blind/papers';
import { inverse } from '$lib/blind/quick-inverse';
import { native, ofTheLibrary } from '$lib/blind/signer';
import rfc9474 from '../../../src/blind/rfc9474.json';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
const hexOf = (given: Uint8Array) => Array.from(given, (byte) => byte.toString(16).padStart(2, '0')).join('');
const big = (hex: string) => BigInt(`0x${hex}`);

/** The vector of RFC 9474, A.3. */
const vector = rfc9474;
/** The salt that it is made with. */
const salt = '051722b35f458781397c3a671a7d3bd3096503940e4c4f1aaa269d60300ce449555cd7340100df9d46944c5356825abf';
const n = big(vector.n);
const wide = (number: bigint) => bytes(number.toString(16).padStart(vector.n.length, '0'));
/** What takes its blinding off, which follows from both signatures. */
const inv = (big(vector.sig) * inverse(big(vector.blind_sig), n)) % n;

const key = () => {
  const [modulus, exponent] = [vector.n, vector.e].map((hex) => toBase64url(bytes(hex)));
  const jwk = { kty: 'RSA', n: modulus, e: exponent } as JsonWebKey;
  return crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
};

afterEach(() => vi.restoreAllMocks());

it('a message is blinded as in the vector of RFC 9474', async () => {
  const drawn = [bytes(salt), wide(inverse(inv, n))];
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((into) => {
    const room = into as unknown as Uint8Array;
    if (room.length > 0) room.set(drawn.shift() ?? []);
    return into;
  });
  const blinded = await blind(await key(), bytes(vector.msg));
  expect(hexOf(blinded.message)).toBe(vector.blinded_msg);
  expect(hexOf(blinded.inv)).toBe(hexOf(wide(inv)));
  expect(drawn).toEqual([]);
});

it('a blind signature comes to the signature of the vector, which is one', async () => {
  const sig = await unblind(await key(), bytes(vector.msg), bytes(vector.blind_sig), wide(inv));
  expect(hexOf(sig)).toBe(vector.sig);
  expect(await isSigned(await key(), bytes(vector.msg), sig)).toBe(true);
  expect(await isSigned(await key(), bytes('00'), sig)).toBe(false);
});

it('a signature that is another one is told', async () => {
  const wrong = bytes(vector.blind_sig);
  wrong[9] = (wrong[9] ?? 0) ^ 1;
  await expect(unblind(await key(), bytes(vector.msg), wrong, wide(inv))).rejects.toThrow(WrongSignature);
});

it('both ways of signing keep to the vector of RFC 8032, 7.1', async () => {
  const seed = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  const own = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
  const signature =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
  for (const signer of [native, await ofTheLibrary()]) {
    expect(hexOf(await signer.keyOf(seed))).toBe(own);
    expect(hexOf(await signer.sign(seed, 'r'))).toBe(signature);
    expect(await signer.isSigned(bytes(own), 'r', bytes(signature))).toBe(true);
    expect(await signer.isSigned(bytes(own), 's', bytes(signature))).toBe(false);
  }
});

it('a number without an inverse is told', () => {
  expect(inverse(3n, 11n)).toBe(4n);
  expect(() => inverse(6n, 9n)).toThrow();
});
