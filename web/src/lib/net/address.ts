import { joinCode } from '$lib/i18n/digits';

/** What a part of an address says; as it stands where it is not well encoded, such as `%E0`. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What lies behind the `#` of an address, where no server and no log sees it; empty where there is nothing. */
export function behindHash({ hash }: URL | Location): string {
  return decoded(hash.slice(1));
}

/** The code of an address `/j/<code>`, in Latin digits where it is one. */
export function codeAt({ pathname }: URL | Location): string {
  const code = decoded(pathname.split('/').at(-1) ?? '');
  return joinCode(code) ?? code;
}
