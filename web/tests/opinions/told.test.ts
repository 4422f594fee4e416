import { beforeAll, expect, it } from 'vitest';
import { letterOf, outline, shapes } from '$lib/opinions/groups';
import { namedIn } from '$lib/opinions/named';
import { sharesOf, toldPicture, tooFewOf, ungroupedOf } from '$lib/opinions/told';
import { speak } from '../support/language';
import { picture, pictureOfFew, pictureWithFew, statement } from '../support/opinions';

beforeAll(() => speak('ar'));

const texts = (s: number) => statement(s);

it('names each statement once', () => {
  const twice = picture({ dividing: [{ s: 1, agree: 0, disagree: 1, strength: 1 }] });
  expect(namedIn(twice)).toEqual([1, 3]);
});

it('tells why a statement is named, and what each group said where that is told', () => {
  const { uniting, dividing, typical } = toldPicture(pictureWithFew(), texts);
  expect(uniting.map(({ item, why }) => [item.s, why])).toEqual([[1, 'كل المجموعات توافق']]);
  expect(dividing[0]?.why).toBe('توافق المجموعة أ، ولا توافق المجموعة ب');
  expect(dividing[0]?.groups).toEqual([
    { group: 0, said: [12, 0, 0] },
    { group: 1, said: [0, 8, 0] },
    { group: 2, said: undefined },
  ]);
  expect(typical.map(({ statements }) => statements.map(({ why }) => why))).toEqual([[], ['لا توافق'], []]);
});

it('says of fewer than ten people how many they are, of more what they say', () => {
  expect([0, 4, 9].map((people) => tooFewOf(pictureOfFew(people)))).toEqual([0, 4, 9]);
  expect([pictureOfFew(10), picture(), undefined].map(tooFewOf)).toEqual([undefined, undefined, undefined]);
});

it('counts those who are in no group', () => {
  expect([picture(), picture({ people: 23 })].map(ungroupedOf)).toEqual([0, 3]);
});

it('leaves out statements whose words are not known, or were erased', () => {
  const some = (s: number) => (s === 1 ? statement(1, { text: '' }) : undefined);
  expect(toldPicture(picture(), some)).toMatchObject({ uniting: [], dividing: [] });
});

it('counts those who pass among those who said something', () => {
  expect(sharesOf([3, 1, 4])).toEqual({ agree: 3 / 8, disagree: 1 / 8 });
  expect(sharesOf([0, 0, 0])).toEqual({ agree: 0, disagree: 0 });
});

it('has a letter for each group, and past the letters a number', () => {
  expect([0, 1, 4, 8].map(letterOf)).toEqual(['أ', 'ب', 'هـ', '٩']);
});

it('every shape is a line that is closed', () => {
  for (const shape of shapes) expect(outline(shape, 10, 10, 5)).toMatch(/^M[-\d. LaA]+z$/);
});
