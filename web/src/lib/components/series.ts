/** The colours of options, in the order in which they are given out: the first two are told apart by everyone. */
const series = ['sky', 'ochre', 'palm', 'plum', 'rose', 'teal'] as const;

/** The colour of the option at a place, as a value for CSS. After six they begin again; labels tell options apart. */
export function seriesColour(place: number): string {
  return `var(--series-${series[place % series.length]})`;
}

/** The colour of an option that did not win, on a wall: its hue, without its strength. */
export function stillColour(place: number): string {
  return `var(--series-${series[place % series.length]}-still)`;
}
