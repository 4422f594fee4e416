/**
 * A secret of 192 random bits, as 48 hexadecimal digits. On a plain http address a page has no other source of
 * randomness than this one.
 */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
