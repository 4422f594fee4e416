// The bounds of the server that pages keep to beforehand. Don't edit: change those, then run
//   UPDATE_TYPES=1 cargo test --test suite types_are_those

/** Lengths of texts in graphemes; `Ms` milliseconds, `Cm` centimetres, rows in heights of a wall. */
export const bounds = {
  forumName: 120,
  hallName: 60,
  sessionTitle: 160,
  sessionAbout: 500,
  linkName: 80,
  networkName: 32,
  networkPassword: 63,
  cloudEntry: 40,
  fewestOptions: 2,
  mostOptions: 20,
  fewestStars: 2,
  mostStars: 10,
  mostEntries: 5,
  peopleOfWord: 2,
  hereFrom: 10,
  longestShiftMinutes: 120,
  nightMs: 18000000,
  logoBytes: 131072,
  largestHue: 359,
  largestChroma: 130,
  badgeLabel: 20,
  badgeName: 60,
  badgeGroup: 60,
  badgeDigits: 16,
  lowestWallCm: 20,
  nearestRow: 2,
  farthestRow: 10,
} as const;
