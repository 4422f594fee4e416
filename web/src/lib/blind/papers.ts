import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { type Bytes, fromBase64url } from './bytes';
import { takeInversesQuickly } from './quick-inverse';

takeInversesQuickly();

/** RSABSSA-SHA384-PSS-Deterministic of RFC 9474. */
const suite = RSABSSA.SHA384.PSS.Deterministic();

/** The server did not sign what it was asked to, or with another key than everybody else's. */
export class WrongSignature extends Error {}

/** A message that the server cannot read, and what takes the blinding off its signature. */
export interface Blinded {
  readonly message: Bytes;
  readonly inv: Bytes;
}

/** A public key as the award tells it: SPKI in base64url. Throws where it is none. */
export function publicKey(spki: string): Promise<CryptoKey> {
  const kind = { name: 'RSA-PSS', hash: 'SHA-384' };
  return crypto.subtle.importKey('spki', fromBase64url(spki), kind, true, ['verify']);
}

/** Blinds a message, each time with another number. */
export async function blind(key: CryptoKey, message: Bytes): Promise<Blinded> {
  const { blindedMsg, inv } = await suite.blind(key, suite.prepare(message));
  return { message: Uint8Array.from(blindedMsg), inv: Uint8Array.from(inv) };
}

/** Takes the blinding off a signature. Throws `WrongSignature` where that does not come to a signature of the message by the key. */
export async function unblind(key: CryptoKey, message: Bytes, signature: Bytes, inv: Bytes): Promise<Bytes> {
  try {
    return Uint8Array.from(await suite.finalize(key, suite.prepare(message), signature, inv));
  } catch (cause) {
    throw new WrongSignature('the paper is not signed', { cause });
  }
}

/** Whether the key signed the message. */
export function isSigned(key: CryptoKey, message: Bytes, signature: Bytes): Promise<boolean> {
  return suite.verify(key, signature, message);
}
