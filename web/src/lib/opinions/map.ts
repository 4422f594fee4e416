import type { OpinionGroup, OpinionPicture } from '$lib/protocol/generated/protocol';
import { outline, shapeOf } from './groups';

/** A place on the map, in thousandths or as it is drawn. */
type Spot = [number, number];

/** A map of opinions, as it is drawn into a box. */
export interface DrawnMap {
  readonly groups: readonly DrawnGroup[];
}

/** A group on the map. Paths are those of an SVG. */
export interface DrawnGroup {
  readonly group: number;
  readonly people: number;
  /** Where its mark stands. */
  readonly x: number;
  readonly y: number;
  /** The line around its people. */
  readonly around: string;
  /** Its people, each as the group's shape. */
  readonly spots: string;
}

/** The size of what is drawn, in the units of the box. */
export interface MapBox {
  readonly width: number;
  readonly height: number;
  /** The radius of a group's mark: marks keep clear of the edge and of each other. */
  readonly mark: number;
  /** The radius of a spot. */
  readonly spot: number;
}

/** Marks of groups that lie on each other are moved apart in so many steps. */
const steps = 40;

/** A group that has a place on the map. */
type Placed = OpinionGroup & { centre: Spot };

/** Where a group of few stands is not told, so it is on no map: it is named beside it. */
const isPlaced = (group: OpinionGroup): group is Placed => group.centre !== undefined;

/** Whether a map says anything: there is more than one group, and not all of them are of few. */
export function isWorthMapping({ groups }: OpinionPicture): boolean {
  return groups.length > 1 && groups.some(isPlaced);
}

/** Lays a picture out in a box. Its axes have no direction that means anything, so it is the same in every language. */
export function drawnMap(picture: OpinionPicture, box: MapBox): DrawnMap {
  const placed = picture.groups.filter(isPlaced);
  const place = placing(placed, box);
  const centres = apart(
    placed.map((group) => markOf(group, placed, place, box)),
    box,
  );
  return { groups: placed.map((group, at) => drawnGroup(group, centres[at] ?? place(group.centre), place, box)) };
}

type Place = (spot: Spot) => Spot;

/** Of a group's people so many may lie under a mark: where they are few it stands beside them. */
const mostHidden = 0.2;

/** Where a group's mark stands: in its middle, or beside it where it would lie on people. */
function markOf(group: Placed, all: readonly Placed[], place: Place, { width, height, mark }: MapBox): Spot {
  const [x, y] = place(group.centre);
  const corners = (group.hull ?? []).map(place);
  const [xs, ys] = [corners.map(([along]) => along), corners.map(([, up]) => up)];
  const beside = 1.5 * mark;
  const places: Spot[] = [
    [x, y],
    [x, Math.min(y, ...ys) - beside],
    [x, Math.max(y, ...ys) + beside],
    [Math.min(x, ...xs) - beside, y],
    [Math.max(x, ...xs) + beside, y],
  ];
  const people = all.flatMap(({ spots = [] }) => spots.map(place));
  const hidden = ([along, up]: Spot) => people.filter(([a, b]) => Math.hypot(a - along, b - up) < mark).length;
  const isInView = ([along, up]: Spot) => along >= mark && along <= width - mark && up >= mark && up <= height - mark;
  const seen = places.filter((spot, at) => at === 0 || isInView(spot));
  const free = seen.find((spot) => hidden(spot) <= mostHidden * (group.spots?.length ?? 0));
  return free ?? seen.reduce((best, spot) => (hidden(spot) < hidden(best) ? spot : best));
}

function drawnGroup({ group, people, hull = [], ...of }: Placed, [x, y]: Spot, place: Place, box: MapBox): DrawnGroup {
  const shape = shapeOf(group);
  return {
    group,
    people,
    x,
    y,
    around: hull.length === 0 ? '' : `M${hull.map((corner) => place(corner).map(rounded).join(' ')).join('L')}z`,
    spots: spots(of.spots ?? [], place, (along, up) => outline(shape, along, up, box.spot)),
  };
}

const rounded = (length: number) => Math.round(length * 100) / 100;

function spots(all: readonly Spot[], place: Place, drawn: (x: number, y: number) => string): string {
  return all.map((spot) => drawn(...place(spot))).join('');
}

/** From the picture's thousandths into the box, all of it in view and in its middle. */
function placing(groups: readonly Placed[], { width, height, mark }: MapBox): Place {
  const all = groups.flatMap(({ centre, hull = [], spots = [] }) => [centre, ...hull, ...spots]);
  const [along, up] = [0, 1].map((axis) => span(all.map((spot) => spot[axis] ?? 0))) as [Span, Span];
  const [room, high] = [Math.max(1, width - 2 * mark), Math.max(1, height - 2 * mark)];
  // Both axes alike: how far two people are from each other is what the map says.
  const scale = Math.min(room / along.length, high / up.length);
  // The second axis goes up, as on any chart.
  return ([a, b]) => [width / 2 + (a - along.middle) * scale, height / 2 - (b - up.middle) * scale];
}

interface Span {
  readonly middle: number;
  readonly length: number;
}

function span(values: readonly number[]): Span {
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  return { middle: (least + most) / 2, length: Math.max(1, most - least) };
}

/** Moves marks that lie on each other apart, and none out of the box. */
function apart(centres: readonly Spot[], { width, height, mark }: MapBox): Spot[] {
  const moved: Spot[] = centres.map(([x, y]) => [x, y]);
  const least = 2.3 * mark;
  for (let step = 0; step < steps; step += 1) {
    for (const [at, one] of moved.entries()) {
      for (const other of moved.slice(at + 1)) part(one, other, least);
      one[0] = Math.min(width - mark, Math.max(mark, one[0]));
      one[1] = Math.min(height - mark, Math.max(mark, one[1]));
    }
  }
  return moved;
}

/** Moves two marks away from each other, each half of what is missing; those at one place to the sides. */
function part(one: Spot, other: Spot, least: number): void {
  const [dx, dy] = [other[0] - one[0], other[1] - one[1]];
  const distance = Math.hypot(dx, dy);
  if (distance >= least) return;
  const half = (least - distance) / 2;
  const [ux, uy] = distance === 0 ? [1, 0] : [dx / distance, dy / distance];
  one[0] -= ux * half;
  one[1] -= uy * half;
  other[0] += ux * half;
  other[1] += uy * half;
}
