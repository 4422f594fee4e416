/** Longest name of a role link, and so of a screen. */
export const longestLinkName = 80;
