import type { Role } from '$lib/protocol/generated/protocol';

const paths: Record<Role, string> = {
  participant: '/',
  presenter: '/stage',
  moderator: '/desk',
  organiser: '/organise',
  screen: '/screen',
};

/** Where a role link leads. The token stands behind the #, which no server is sent. */
export function addressOf(role: Role, token: string): string {
  return `${location.origin}${paths[role]}#${token}`;
}

/** A secret of 192 random bits, in 32 characters of base64url. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_');
}
