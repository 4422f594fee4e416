import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { HttpRefusal } from '$lib/net/http';
import { Identities, type Joined } from '$lib/net/join';
import { Passing } from '$lib/net/storage';
import { Entrance } from '../../../src/pages/audience/entrance.svelte';
import Brought from '../../../src/pages/audience/parts/Brought.svelte';
import { Visit } from '../../../src/pages/audience/visit.svelte';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const joined = (of: Partial<Joined> = {}): Joined => ({
  token: 'p1.f.p.1.s',
  person: 'p',
  forum: 'f',
  slug: 'izwa',
  name: { ar: 'ملتقى' },
  languages: ['ar', 'en'],
  zone: 'Asia/Riyadh',
  rehearsal: false,
  hall: 1,
  session: 4,
  halls: [],
  ...of,
});

/** How long the forum's language takes. */
const words = vi.hoisted(() => ({ arrive: async () => {} }));
// The rest of it stays: tests of one worker may read the module that another one of them began with.
vi.mock('$lib/look/look.svelte', async (original) => ({
  ...(await original<typeof import('$lib/look/look.svelte')>()),
  adoptForum: () => words.arrive(),
}));

let storage: Storage;
let asked: { code: string; token?: string }[];
let answer: (body: { code: string; token?: string }) => Promise<Joined>;

const identities = () =>
  new Identities(storage, (body) => {
    asked.push(body);
    return answer(body);
  });

/** A visit whose page lets go of its connection when the test is over. */
function visitTo(address: Location | URL): Visit {
  const visit = new Visit(address, identities());
  onTestFinished(() => visit.page?.live.stop());
  return visit;
}

beforeEach(async () => {
  await speak('ar');
  storage = new Passing();
  asked = [];
  answer = async () => joined();
});

describe('a device', () => {
  it('shows the token that it has, and keeps the one it gets', async () => {
    await identities().join('471234');
    answer = async () => joined({ token: 'p1.f.p.2.s' });
    await identities().join('471234');
    await identities().join('471234');
    expect(asked.map(({ token }) => token)).toEqual([undefined, 'p1.f.p.1.s', 'p1.f.p.2.s']);
  });

  it('that began to join before its page was there joins once, and anew the next time', async () => {
    const own = identities();
    await own.begin('471234');
    expect(await own.join('471234')).toEqual(joined());
    expect(asked).toHaveLength(1);
    await own.join('471234');
    expect(asked).toHaveLength(2);
  });

  it('that began at one code and joins by another asks for that one', async () => {
    const own = identities();
    void own.begin('471234');
    await own.join('471299');
    expect(asked.at(-1)?.code).toBe('471299');
  });

  it('is the same person behind another code of the forum', async () => {
    await identities().join('471234');
    await identities().join('471235');
    expect(asked.at(-1)).toEqual({ code: '471235', token: 'p1.f.p.1.s' });
  });

  it('that was in another forum last is who it was in this one', async () => {
    await identities().join('471234');
    answer = async () => joined({ forum: 'g', token: 'p1.g.q.1.s', person: 'q' });
    await identities().join('500000');
    answer = async ({ token }) => joined({ token: token ?? '' });
    await identities().join('471299');
    expect(asked.at(-1)).toEqual({ code: '471299', token: 'p1.f.p.1.s' });
  });

  it('becomes the person of another one, whose token it was brought', async () => {
    const own = identities();
    await own.join('471234');
    own.adopt('p1.f.other.9.s');
    await own.join('471234');
    expect(asked.at(-1)?.token).toBe('p1.f.other.9.s');
    own.adopt('c1.f.secret');
    await own.join('471234');
    expect(asked.at(-1)?.token).not.toBe('c1.f.secret');
  });
});

describe("an address that brings another device's person", () => {
  const other = 'p1.f.other.9.s';
  const visit = (hash: string) => visitTo(new URL(`https://m.test/j/471234#${hash}`));

  beforeEach(() => {
    storage.setItem('majlis.token.f', '"p1.f.p.1.s"');
    storage.setItem('majlis.latest', '{"code":"471234","name":{},"forum":"f"}');
  });

  it('changes nothing until it was asked and said yes', async () => {
    const asking = visit(other);
    await asking.begin();
    expect([asking.mustAsk, asked]).toEqual([true, []]);
    expect(storage.getItem('majlis.token.f')).toBe('"p1.f.p.1.s"');
    await asking.becomeOther();
    expect([asking.mustAsk, asked]).toEqual([false, [{ code: '471234', token: other }]]);
  });

  it('leaves the device who it was when the person said no', async () => {
    const asking = visit(other);
    await asking.begin();
    await asking.staySame();
    expect(asked).toEqual([{ code: '471234', token: 'p1.f.p.1.s' }]);
  });

  it.each(['', 'c1.f.secret', 'p1', 'questions'])('is none that ends in #%s', async (hash) => {
    const entering = visit(hash);
    await entering.begin();
    expect([entering.mustAsk, asked.map(({ token }) => token)]).toEqual([false, ['p1.f.p.1.s']]);
  });

  it('is told in words, with a button for either answer', () => {
    const pressed: string[] = [];
    const page = mounted(Brought, { onbecome: () => pressed.push('become'), onstay: () => pressed.push('stay') });
    for (const button of page.querySelectorAll('button')) button.click();
    expect(page.querySelector('h1')?.textContent).toContain('الجهاز الآخر');
    expect(pressed).toEqual(['become', 'stay']);
  });
});

describe("an address that brings a badge's code", () => {
  const code = '0000079927398713';

  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('has it held in the forum that is joined, and out of the address', async () => {
    history.replaceState(null, '', `/j/471234?lang=ar#b${code}`);
    const visit = visitTo(location);
    const entering = visit.begin();
    expect(location.hash, 'a reload before it is in still has it').toBe(`#b${code}`);
    await entering;
    expect([location.hash, location.search]).toEqual(['', '?lang=ar']);
    expect(JSON.parse(localStorage.getItem('majlis.badge.f') ?? '')).toEqual({ code });
    expect(visit.page?.badge.held?.code).toBe(code);
  });

  it('holds nothing that is no code', async () => {
    history.replaceState(null, '', '/j/471234#b123');
    const visit = visitTo(location);
    await visit.begin();
    expect([location.hash, localStorage.getItem('majlis.badge.f')]).toEqual(['', null]);
  });
});

it('what is remembered of a code is of who the device is now', async () => {
  const own = identities();
  await own.join('471234');
  own.adopt('p1.f.other.9.s');
  expect(own.remembered('471234')).toMatchObject({ token: 'p1.f.other.9.s', person: 'other', hall: 1 });
});

describe('the way in', () => {
  let gone: Joined[];

  beforeEach(() => {
    gone = [];
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('opens', async () => {
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    await entrance.enter();
    expect([entrance.state, gone[0]?.session]).toEqual(['in', 4]);
  });

  it('is refused with a reason', async () => {
    answer = async () => {
      throw new HttpRefusal('unknown_code');
    };
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    await entrance.enter();
    expect([entrance.state, entrance.refusal]).toEqual(['refused', 'unknown_code']);
  });

  it('is tried again by itself while nothing answers', async () => {
    answer = async () => {
      throw new HttpRefusal('unreachable');
    };
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    await entrance.enter();
    expect([entrance.state, entrance.refusal]).toEqual(['joining', 'unreachable']);
    answer = async () => joined();
    await vi.advanceTimersByTimeAsync(4_500);
    expect(entrance.state).toBe('in');
  });

  it.each(['full', 'too_slow', 'rate_limited'])('is tried again as late as the server says: %s', async (code) => {
    answer = async () => {
      throw new HttpRefusal(code, [], 20_000);
    };
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    await entrance.enter();
    expect([entrance.state, entrance.refusal]).toEqual(['joining', code]);
    answer = async () => joined();
    await vi.advanceTimersByTimeAsync(19_999);
    expect([entrance.state, asked.length]).toEqual(['joining', 1]);
    await vi.advanceTimersByTimeAsync(10_001);
    expect([entrance.state, asked.length]).toEqual(['in', 2]);
  });

  it('opens without a network where this device was before, in whatever session runs now', async () => {
    await identities().join('471234');
    answer = async () => {
      throw new HttpRefusal('unreachable');
    };
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    await entrance.enter();
    expect([entrance.state, gone[0]?.hall, gone[0]?.session]).toEqual(['in', 1, null]);
  });

  it('does not wait for ever for an answer where this device was before', async () => {
    await identities().join('471234');
    answer = () => new Promise(() => {});
    const entrance = new Entrance('471234', identities(), (joined) => gone.push(joined));
    void entrance.enter();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(entrance.state).toBe('in');
  });

  describe('while the language of the forum takes its time', () => {
    beforeEach(() => {
      words.arrive = () => new Promise((resolve) => setTimeout(resolve, 4_000));
    });
    afterEach(() => {
      words.arrive = async () => {};
    });

    it('opens once for a device that began before its page was there, in the session that runs', async () => {
      const own = identities();
      await own.begin('471234');
      void new Entrance('471234', own, (joined) => gone.push(joined)).enter();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(gone.map(({ session }) => session)).toEqual([4]);
    });

    it('opens once for who came back, whichever way was first', async () => {
      await identities().join('471234');
      answer = () => new Promise((resolve) => setTimeout(() => resolve(joined()), 3_000));
      void new Entrance('471234', identities(), (joined) => gone.push(joined)).enter();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(gone).toHaveLength(1);
    });
  });
});
