import type { AgendaView, Checklist, HallView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { twoHalls } from './support/forum';
import { expect, test } from './support/test';
import { Wire } from './support/wire';

/** A forum of two halls, the second of which has no session yet. */
const forum = `
slug = "trial"
name = { ar = "ملتقى التجربة", en = "Trial forum" }
zone = "Asia/Riyadh"
${twoHalls}
[[sessions]]
hall = "main"
kind = "panel"
title = { ar = "من المبادرة إلى الأثر", en = "From initiative to impact" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
`;

test.use({ forumFile: forum });

const organiser = ({ url, link, over }: { url: string; link: (role: 'organiser') => string; over: AbortSignal }) =>
  Wire.open(url, { token: new URL(link('organiser')).hash.slice(1), view: 'organiser', session: null }, over);

test('a phone in a hall that has no session yet is told so and offered the other halls; it goes to what is planned there', async ({
  server,
}) => {
  const phone = await server.phone({ hall: 2 });
  await expect(phone.getByText('لا جلسات في برنامج هذه القاعة بعد')).toBeVisible();
  await expect(phone.getByRole('banner')).toContainText('قاعة الورش');
  await expect(phone.getByRole('main').getByRole('listitem')).toHaveCount(1);
  const other = await server.phone({ hall: 2 });
  await other.getByRole('main').getByRole('button').click();
  await expect(other.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();

  const wire = await organiser(server);
  const [starts, ends] = [Date.UTC(2099, 0, 1), Date.UTC(2099, 0, 2)];
  const plan = { hall: 2, kind: 'workshop', title: { ar: 'تصميم المبادرات' }, about: {}, starts, ends } as const;
  await wire.do({ do: 'add_session', plan });
  await expect(phone.getByRole('heading', { name: 'تصميم المبادرات' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();
});

test('a wall of a hall that has no session yet shows the forum, the hall and the way in, and the checklist sees it', async ({
  server,
}) => {
  const wall = await server.device(server.link('screen', 2));
  await expect(wall.locator('[data-scene=join]')).toContainText('ملتقى التجربة');
  await expect(wall.getByRole('main')).toContainText('قاعة الورش');
  const token = new URL(server.link('organiser')).hash.slice(1);
  const walls = async () => {
    const told = await fetch(`${server.url}/v1/checklist?hall=2`, { headers: { Authorization: `Bearer ${token}` } });
    return ((await told.json()) as Checklist).points.find(({ key }) => key === 'walls')?.state;
  };
  await expect.poll(walls).toBe('good');
});

test('a phone in a hall that is taken away is asked which hall it goes to', async ({ server }) => {
  const wire = await organiser(server);
  const added = await wire.do({ do: 'add_hall', name: { ar: 'قاعة الضيوف' } });
  const hall = await wire.shows<AgendaView, HallView>(topics.agenda, ({ halls }) =>
    halls.find((view) => view.hall === added),
  );
  const phone = await server.device(`${server.url}/j/${hall.code}?lang=ar`);
  await expect(phone.getByText('لا جلسات في برنامج هذه القاعة بعد')).toBeVisible();
  await wire.do({ do: 'drop_hall', hall: hall.hall, version: hall.version });
  await expect(phone.getByRole('heading', { name: 'اختيار القاعة' })).toBeVisible();
  await phone.getByRole('button', { name: /القاعة الكبرى/ }).click();
  await expect(phone.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();
});
