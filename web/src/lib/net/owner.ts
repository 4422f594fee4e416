/**
 * Under what a token's holder keeps things on this device: the same for every token of one person, and for a role
 * link a mark of its secret that does not give it away.
 */
export function ownerOf(token: string): string {
  const [kind = '', forum = '', who = ''] = token.split('.');
  return kind === 'p1' ? `${forum}.${who}` : `${forum}.${mark(who)}`;
}

/** FNV-1a over 64 bits: tells links apart, protects nothing. */
function mark(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
  }
  return sum.toString(36);
}
