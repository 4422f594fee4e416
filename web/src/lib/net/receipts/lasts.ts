/** How long a receipt is kept, in milliseconds: a copy of the forum that is older than that is of another day. */
export const lastsMs = 24 * 60 * 60_000;
