import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asText, asWholeText, type Handout, handoutOf } from '../../../src/pages/organiser/handout';
import { NewForum } from '../../../src/pages/organiser/new-forum.svelte';
import { SetupPage } from '../../../src/pages/organiser/setup-page.svelte';
import { besideName } from '../../../src/pages/organiser/words';
import { speak } from '../../support/language';

const made = {
  forum: 'f0',
  slug: 'forum',
  name: { ar: 'الملتقى' },
  code: '471230',
  halls: [{ hall: 1, name: { ar: 'القاعة' }, code: '471231' }],
  links: [{ role: 'organiser', hall: null, name: 'المنظم', token: 'c1.f0.secret' }],
};

/** The server answers every request with this; returns what it was asked last. */
function answering(status: number, answer: unknown) {
  const asked = vi.fn(async (_path: string, _request?: RequestInit) => Response.json(answer, { status }));
  vi.stubGlobal('fetch', asked);
  return () => {
    const [path, request] = asked.mock.lastCall ?? [];
    return { path, body: request?.body == null ? undefined : JSON.parse(String(request.body)) };
  };
}

/** Is told what was made. */
const told = vi.fn<(made: Handout) => void>();

beforeEach(() => speak('ar'));
afterEach(() => {
  vi.unstubAllGlobals();
  told.mockReset();
  sessionStorage.clear();
});

describe('a new forum', () => {
  it('is wished for as it was answered, without what was left empty', async () => {
    const asked = answering(200, made);
    const page = new NewForum('s1.0.x', told);
    page.name.ar = ' الملتقى ';
    page.template = 'one_day';
    page.firstDay = '2026-12-05';
    page.zone = 'Africa/Cairo';
    page.halls = 'القاعة الكبرى\n\n قاعة الورش \n';
    await page.make();
    expect(asked().body).toEqual({
      template: 'one_day',
      name: { ar: 'الملتقى' },
      first_day: '2026-12-05',
      zone: 'Africa/Cairo',
      halls: [{ ar: 'القاعة الكبرى' }, { ar: 'قاعة الورش' }],
      languages: ['ar', 'en'],
    });
    expect(told.mock.lastCall?.[0].links[0]?.address).toBe(`${location.origin}/organise#c1.f0.secret`);
  });

  it('is proposed for tomorrow where its halls are, in the language of the page', async () => {
    const page = new NewForum(
      's1.0.x',
      () => {},
      () => Date.UTC(2026, 11, 31, 22),
    );
    page.zone = 'Asia/Riyadh';
    expect(page.firstDay).toBe('2027-01-02');
    page.zone = 'America/New_York';
    expect(page.firstDay).toBe('2027-01-01');
    await speak('en');
    expect(page.firstLanguage).toBe('en');
    page.firstLanguage = 'ar';
    page.firstDay = '';
    expect([page.firstLanguage, page.firstDay]).toEqual(['ar', '']);
  });

  it('has the network that was named, open where it has no password', async () => {
    const asked = answering(200, made);
    const page = new NewForum('s1.0.x', told);
    page.firstLanguage = 'en';
    page.halls = 'Main hall';
    page.network.name = 'Hall';
    await page.make();
    expect(asked().body).toMatchObject({
      wifi: { name: 'Hall' },
      halls: [{ en: 'Main hall' }],
      languages: ['en', 'ar'],
    });
    page.network.password = 'a:b';
    await page.make();
    expect(asked().body.wifi).toEqual({ name: 'Hall', password: 'a:b' });
  });

  it('from a file that is refused leaves every mistake to be read, and the link good', async () => {
    const mistakes = [{ place: [2, 1], what: 'unknown key `naem`', instead: 'did you mean `name`?' }];
    const asked = answering(400, { code: 'bad_forum', message: 'forum.toml:2:1: …', mistakes });
    const page = new NewForum('s1.0.x', told);
    page.way = 'file';
    page.file = new File(['slug = "a"\nnaem = "b"\n'], 'forum.toml');
    await page.make();
    expect(asked().body).toEqual({ file: 'slug = "a"\nnaem = "b"\n' });
    expect(page.mistakes).toEqual(mistakes);
    expect(page.isSpent).toBe(false);
    expect(told).not.toHaveBeenCalled();
  });

  it('is not asked about with a link that was used', async () => {
    answering(410, { code: 'setup_spent', message: 'used' });
    const page = new NewForum('s1.0.x', told);
    await page.checkLink();
    expect([page.isSpent, page.refusal]).toEqual([true, 'setup_spent']);
  });

  it('is handed out again after a reload of the page that made it, and by no other setup link', async () => {
    answering(200, made);
    const page = new SetupPage('s1.0.x');
    page.form.name.ar = 'الملتقى';
    await page.form.make();
    expect(new SetupPage('s1.0.x').made.told).toEqual(page.made.told);
    expect(page.made.told?.code).toBe('471230');
    expect(new SetupPage('s1.0.y').made.told).toBeUndefined();
  });
});

it('links are kept as a text with each name over its address', () => {
  const link = (name: string) => ({
    name: `فريق الأسئلة ${name}`,
    role: 'moderator' as const,
    address: `http://m.test/desk#${name}`,
  });
  expect(asText([link('a'), link('b')])).toBe(
    'فريق الأسئلة a\nhttp://m.test/desk#a\n\nفريق الأسئلة b\nhttp://m.test/desk#b\n',
  );
});

it('of a link whose name is in another language its role and its hall are told besides', async () => {
  const hall = { hall: 1, name: { ar: 'قاعة الورش', en: 'Workshop hall' }, code: '471231' };
  const links = [
    { role: 'moderator' as const, hall: 1, name: 'فريق الأسئلة: قاعة الورش', token: 'c1.f0.a' },
    { role: 'moderator' as const, hall: null, name: 'فريق الأسئلة', token: 'c1.f0.b' },
  ];
  const handout = () => handoutOf({ ...made, halls: [hall], links }).links.map(besideName);
  await speak('en');
  expect(handout()).toEqual([['Questions team', 'Workshop hall'], ['Questions team']]);
  expect(asText(handoutOf({ ...made, halls: [hall], links }).links)).toContain(
    '\nQuestions team · Workshop hall\nhttp',
  );
  await speak('ar');
  expect(handout()).toEqual([[], []]);
});

it('a whole forum is kept as a text with the code and the address of every hall before its links', () => {
  const links = [{ name: 'مكتب', role: 'moderator' as const, address: 'http://m.test/desk#a' }];
  const kept = asWholeText({ code: made.code, halls: made.halls, links });
  expect(kept).toContain(`القاعة: 471231\n${location.origin}/j/471231\n`);
  expect(kept).toContain(`: 471230\n${location.origin}/j/471230\n`);
  expect(kept.endsWith(asText(links))).toBe(true);
});
