import { m } from '$lib/i18n/language.svelte';
import { letterOf } from '$lib/opinions/groups';
import { type Texts, type ToldStatement, toldPicture } from '$lib/opinions/told';
import type { OpinionPicture, Time } from '$lib/protocol/generated/protocol';

/** What stands beside the map at a time: a wall has room for one statement in letters that the back row reads. */
export interface Slide {
  readonly heading: string;
  /** The group that it is about, where it is about one. */
  readonly group: number | undefined;
  readonly statement: ToldStatement;
}

/** How long each of them stands: long enough to read it twice, aloud. */
const standsMs = 12_000;
/** How many of what unites, and of what divides, are shown. */
const mostOfAKind = 3;

/** What a picture has to say on a wall: what unites, what divides, then what is most typical of each group. */
export function slidesOf(picture: OpinionPicture, texts: Texts): Slide[] {
  const { uniting, dividing, typical } = toldPicture(picture, texts);
  const divides = picture.groups.length > 1;
  const under = (heading: string) => (statement: ToldStatement) => ({ heading, group: undefined, statement });
  return [
    ...uniting.slice(0, mostOfAKind).map(under(m.op_uniting())),
    ...(divides ? dividing.slice(0, mostOfAKind).map(under(m.op_dividing())) : []),
    ...(divides ? typical : []).flatMap(({ group, statements: [statement] }) =>
      statement
        ? [{ heading: `${m.op_typical({ letter: letterOf(group) })}: ${statement.why}`, group, statement }]
        : [],
    ),
  ];
}

/** The one whose turn it is, by the server's clock: so all walls of a hall show the same. */
export function turnOf<Of>(slides: readonly Of[], now: Time): Of | undefined {
  return slides[Math.floor(now / standsMs) % Math.max(1, slides.length)];
}
