// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { withPlainPrivates } from '../../build/plain-privates';

const counter = `
  class Counter {
    #count = 1;
    #bare;
    static #made = 0;
    get #twice() { return this.#count * 2; }
    #add(n) { this.#bare = '#count'; this.#count += n; }
    step() { Counter.#made += 1; this.#add(2); return [this.#count, this.#twice, this.#bare, Counter.#made, this?.#count]; }
  }
`;

it('fields, methods, accessors and statics go on as they were', () => {
  const made = new Function(`${withPlainPrivates(counter, 'a.ts')} return new Counter().step();`);
  expect(made()).toEqual([3, 6, '#count', 1, 3]);
});

it('nothing private is left, nor what was only declared', () => {
  const plain = withPlainPrivates(counter, 'a.ts');
  expect(plain.match(/#\w+/g)).toEqual(['#count']);
  expect(plain).toContain("'#count'");
});

it('names of two files differ, so that one class may extend the other', () => {
  expect(withPlainPrivates(counter, 'a.ts')).not.toBe(withPlainPrivates(counter, 'b.ts'));
});

it('code without any stays as it is', () => {
  expect(withPlainPrivates("const colour = '#fff';", 'a.ts')).toBe("const colour = '#fff';");
});

describe('refused is', () => {
  it.each(['class A { #x; } class B extends A { #x; }', 'class A { #x; static is(it) { return #x in it; } }'])(
    '%s',
    (code) => {
      expect(() => withPlainPrivates(code, 'a.ts')).toThrow('a.ts');
    },
  );
});
