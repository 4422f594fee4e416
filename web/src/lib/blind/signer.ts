import { type Bytes, fromBase64url, toBase64url, utf8 } from './bytes';

/** Ed25519 (RFC 8032) by a key pair that is its 32 bytes of randomness. */
export interface Signer {
  /** The public key. */
  keyOf(seed: Bytes): Promise<Bytes>;
  sign(seed: Bytes, text: string): Promise<Bytes>;
  isSigned(key: Bytes, text: string, signature: Bytes): Promise<boolean>;
}

/** New randomness for a key pair. */
export function newSeed(): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** What precedes the seed in PKCS #8 (RFC 8410, 7). */
const pkcs8Head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const name = 'Ed25519';

const privateKey = (seed: Bytes) =>
  crypto.subtle.importKey('pkcs8', Uint8Array.from([...pkcs8Head, ...seed]), { name }, true, ['sign']);

/** The browser's own. */
export const native: Signer = {
  keyOf: async (seed) => {
    const { x = '' } = await crypto.subtle.exportKey('jwk', await privateKey(seed));
    return fromBase64url(x);
  },
  sign: async (seed, text) => new Uint8Array(await crypto.subtle.sign({ name }, await privateKey(seed), utf8(text))),
  isSigned: async (key, text, signature) => {
    const publicKey = await crypto.subtle.importKey('raw', key, { name }, false, ['verify']);
    return crypto.subtle.verify({ name }, publicKey, signature, utf8(text));
  },
};

/** That of a library, for browsers before 2025. */
export async function ofTheLibrary(): Promise<Signer> {
  const { getPublicKeyAsync, signAsync, verifyAsync } = await import('@noble/ed25519');
  return {
    keyOf: async (seed) => Uint8Array.from(await getPublicKeyAsync(seed)),
    sign: async (seed, text) => Uint8Array.from(await signAsync(utf8(text), seed)),
    isSigned: (key, text, signature) => verifyAsync(signature, utf8(text), key),
  };
}

let found: Promise<Signer> | undefined;

/** The browser's own where it has one, found out once. */
export function signer(): Promise<Signer> {
  found ??= native.keyOf(newSeed()).then(
    () => native,
    () => ofTheLibrary(),
  );
  return found;
}

/** The public key of a seed as it is told and shown: base64url. */
export async function ownKey(seed: Bytes): Promise<string> {
  return toBase64url(await (await signer()).keyOf(seed));
}
