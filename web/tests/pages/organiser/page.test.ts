import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { Live } from '$lib/state/live.svelte';
import { OrganiserPage } from '../../../src/pages/organiser/organiser-page.svelte';
import { speak } from '../../support/language';
import { PlayedDevice, welcome } from '../../support/surroundings';

const token = 'c1.f0.own-secret';
const title = (ar: string) => ({ ar });
const entry = { hall: 1, about: {}, starts: 0, ends: 1, phase: 'upcoming' };
const agenda = {
  name: title('الملتقى'),
  languages: ['ar'],
  zone: 'Asia/Riyadh',
  code: '471230',
  rehearsal: false,
  version: 0,
  halls: [{ hall: 1, name: title('القاعة'), code: '471231', version: 1 }],
  sessions: [
    { ...entry, session: 1, kind: 'break', title: title('استراحة') },
    { ...entry, session: 2, kind: 'panel', title: title('جلسة') },
    { ...entry, session: 3, kind: 'talk', title: title('كلمة') },
  ],
};
const settings = { changeable: true, hidden: true, secret: false };
const quiz = {
  poll: 7,
  version: 3,
  session: 2,
  title: title('أي عام؟'),
  answer: { kind: 'quiz' },
  right: 1,
  options: [title('٢٠٢٤'), title('٢٠٢٥')],
  settings,
  phase: 'draft',
  round: 0,
  revealed: false,
  tally: { v: 0 },
};

/** An organiser's page that is connected to a server whose part the test plays. */
function connected() {
  const device = new PlayedDevice();
  const live = new Live({ ...device, token, view: 'organiser' });
  const page = new OrganiserPage(token, live);
  live.start();
  device.socket.opens();
  const you = { view: 'organiser', role: 'organiser', link: 1 };
  device.socket.says(welcome({ you, session: 2, topics: [0, 9, 107], now: device.time }));
  device.socket.says({ t: 'state', topic: 0, rev: 1, view: agenda });
  const says = (frame: Record<string, unknown>) => device.socket.says(frame);
  const asked = () => device.socket.of('do').at(-1) as { id: string; command: Record<string, unknown> };
  return { page, device, says, asked };
}

beforeEach(async () => {
  await speak('ar');
  notices.shown = [];
});

describe('links', () => {
  it('are told with their secret once they are made, and only then', async () => {
    const { page, says, asked } = connected();
    const made = page.createLink('moderator', 1, 'فريق الأسئلة', null);
    const { id, command } = asked();
    expect(command).toMatchObject({ do: 'create_link', role: 'moderator', hall: 1, name: 'فريق الأسئلة' });
    expect(page.fresh).toEqual([]);
    says({ t: 'done', id, rev: 2 });
    expect(await made).toBe(true);
    expect(page.fresh[0]?.address).toBe(`${location.origin}/desk#c1.f0.${command.secret}`);
    expect(String(command.secret)).toMatch(/^[0-9a-f]{48}$/);
  });

  it('are made anew with what they were, and only then the one before is taken back', async () => {
    const { page, says, asked } = connected();
    const lost = { link: 4, role: 'presenter', hall: 1, name: 'المنصة', expires: null, revoked: false } as const;
    const renewed = page.renew(lost);
    const { id, command } = asked();
    expect(command).toMatchObject({ do: 'create_link', role: 'presenter', hall: 1, name: 'المنصة', expires: null });
    says({ t: 'done', id, rev: 2 });
    await vi.waitFor(() => expect(asked().command).toEqual({ do: 'revoke_link', link: 4 }));
    says({ t: 'done', id: asked().id, rev: 3 });
    await renewed;
    expect(page.fresh.map(({ name }) => name)).toEqual(['المنصة']);
  });

  it('of walls are made anew with what the wall is like', async () => {
    const { page, says, asked } = connected();
    const lost = { link: 5, role: 'screen', hall: 1, name: 'الشاشة', expires: null, revoked: false } as const;
    const profile = { strip_at_bottom: true, overlay: false };
    says({ t: 'state', topic: 9, rev: 2, view: { links: [lost], profiles: [{ link: 5, version: 3, profile }] } });
    const renewed = page.renew(lost);
    says({ t: 'done', id: asked().id, rev: 3, no: 8 });
    await vi.waitFor(() => expect(asked().command).toEqual({ do: 'set_profile', link: 8, version: 0, profile }));
    says({ t: 'done', id: asked().id, rev: 4 });
    await vi.waitFor(() => expect(asked().command).toEqual({ do: 'revoke_link', link: 5 }));
    says({ t: 'done', id: asked().id, rev: 5 });
    await renewed;
  });

  it('that are refused are told of in words', async () => {
    const { page, says, asked } = connected();
    const made = page.createLink('screen', null, '', null);
    says({ t: 'refused', id: asked().id, code: 'empty' });
    expect(await made).toBe(false);
    expect(page.fresh).toEqual([]);
    expect(notices.shown).toHaveLength(1);
  });

  it('are listed until they are taken back; the own one and those past their time are told apart', () => {
    const { page, device, says } = connected();
    const link = (no: number, of = {}) => ({ link: no, role: 'moderator', name: `${no}`, revoked: false, ...of });
    const links = [link(1), link(2, { revoked: true }), link(3, { expires: device.time - 1 })];
    says({ t: 'state', topic: 9, rev: 2, view: { links } });
    expect(page.links.map(({ link }) => link)).toEqual([1, 3]);
    expect(page.links.map((one) => page.isOwn(one))).toEqual([true, false]);
    expect(page.links.map((one) => page.hasExpired(one))).toEqual([false, true]);
  });
});

describe('prepared polls', () => {
  it('are of the first session with an audience, until another is chosen', () => {
    const { page, device, says } = connected();
    says({ t: 'state', topic: 107, rev: 2, view: quiz });
    expect(page.polls.sessions.map(({ session }) => session)).toEqual([2, 3]);
    expect(page.polls.all.map(({ poll }) => poll)).toEqual([7]);
    page.polls.choose(3);
    expect(device.socket.of('watch').at(-1)).toMatchObject({ session: 3 });
    expect(page.polls.all).toEqual([]);
  });

  it('are changed as they were prepared, a quiz with its right answer', async () => {
    const { page, says, asked } = connected();
    says({ t: 'state', topic: 107, rev: 2, view: quiz });
    page.polls.prepare(page.polls.all[0]);
    const saved = page.polls.save();
    const { id, command } = asked();
    expect(command).toMatchObject({ do: 'edit_poll', poll: 7, version: 3 });
    expect(command.draft).toMatchObject({ title: title('أي عام؟'), answer: { kind: 'quiz', answer: 1 } });
    says({ t: 'done', id, rev: 3 });
    await saved;
    expect(page.polls.form).toBeUndefined();
  });

  it('stay in hand when the server refuses them', async () => {
    const { page, says, asked } = connected();
    page.polls.prepare();
    const saved = page.polls.save();
    expect(asked().command).toMatchObject({ do: 'create_poll', session: 2 });
    says({ t: 'refused', id: asked().id, code: 'text_too_long', limit: 60 });
    await saved;
    expect(page.polls.form).toBeDefined();
    expect(notices.shown[0]?.text).toContain('٦٠');
  });
});

describe('what the page itself tells', () => {
  afterEach(() => vi.unstubAllGlobals());

  const refused = (code: string) => Response.json({ code }, { status: 403 });
  const opening = () => new OrganiserPage(token, new Live({ ...new PlayedDevice(), token, view: 'organiser' }));

  it.each(['bad_token', 'token_expired', 'unknown_forum'])('is not told a second time: %s', async (code) => {
    vi.stubGlobal('fetch', async () => refused(code));
    await opening().readForum();
    expect(notices.shown).toEqual([]);
  });

  it('is that nothing answers, until the forum has come', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError()));
    await opening().readForum();
    expect(notices.shown).toEqual([]);
    await connected().page.readForum();
    expect(notices.shown).toHaveLength(1);
  });

  it('is not why a single request is refused', async () => {
    vi.stubGlobal('fetch', async () => refused('unavailable'));
    await opening().readForum();
    expect(notices.shown).toHaveLength(1);
  });
});

describe('another forum', () => {
  const made = { forum: 'f1', slug: 'b', name: title('الآخر'), code: '100000', halls: [], links: [] };

  afterEach(() => {
    vi.unstubAllGlobals();
    sessionStorage.clear();
  });

  it('is asked about in the zone of this one, and made with its link', async () => {
    const asked = vi.fn(async (_path: string, _request?: RequestInit) => Response.json(made));
    vi.stubGlobal('fetch', asked);
    const { page } = connected();
    page.beginAnother();
    expect(page.newForum?.zone).toBe('Asia/Riyadh');
    await page.newForum?.make();
    const [path, request] = asked.mock.lastCall ?? [];
    expect([path, request?.method]).toEqual(['/v1/forums', 'POST']);
    expect(new Headers(request?.headers).get('authorization')).toBe(`Bearer ${token}`);
    expect([page.newForum, page.another.told?.code]).toEqual([undefined, '100000']);
  });

  it('is handed out until it is put away, a reload between or not', () => {
    const { page } = connected();
    page.another.tell({ code: '100000', halls: [], links: [] });
    expect(connected().page.another.told?.code).toBe('100000');
    page.another.putAway();
    expect([page.another.told, connected().page.another.told]).toEqual([undefined, undefined]);
  });
});
