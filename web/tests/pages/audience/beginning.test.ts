import { expect, it } from 'vitest';
import { language } from '$lib/i18n/language.svelte';
import { momentIn } from '$lib/i18n/zoned';
import { asksFromText, startsText } from '../../../src/pages/audience/beginning';
import { speak } from '../../support/language';

const zone = 'Asia/Riyadh';
const nine = momentIn(zone, { date: '2026-11-30', time: '09:00' });
const early = momentIn(zone, { date: '2026-11-30', time: '00:05' });
const late = momentIn(zone, { date: '2026-11-30', time: '09:04' });
const eve = momentIn(zone, { date: '2026-11-29', time: '23:55' });

it('a beginning is told with its day where that is another one, in the zone of the forum', async () => {
  await speak('ar');
  await language.adopt({ languages: ['ar', 'en'], zone });
  expect(startsText(nine, early)).toMatch(/^البداية الساعة ٩:٠٠/);
  expect(startsText(nine, eve)).toMatch(/^البداية الاثنين،? ٣٠ نوفمبر الساعة ٩:٠٠/);
  expect(asksFromText(nine, eve)).toMatch(/^يُفتح باب الأسئلة الاثنين،? ٣٠ نوفمبر الساعة ٩:٠٠/);
  await language.choose('en');
  expect(startsText(nine, eve)).toMatch(/^Starts on Monday,? (30 November|November 30) at 9:00/);
});

it('a session that should have begun begins shortly, also when its time was before midnight', async () => {
  await speak('ar');
  await language.adopt({ languages: ['ar', 'en'], zone });
  expect(startsText(nine, late)).toMatch(/^تبدأ بعد قليل، وكان موعدها ٩:٠٠/);
  expect(startsText(eve, early)).toMatch(/^تبدأ بعد قليل، وكان موعدها ١١:٥٥/);
  await language.choose('en');
  expect(startsText(nine, late)).toMatch(/^Begins shortly, planned for 9:00/);
});

it('what never began and is long past is not told as to come', async () => {
  await speak('ar');
  await language.adopt({ languages: ['ar', 'en'], zone });
  const after = momentIn(zone, { date: '2026-12-28', time: '09:00' });
  expect(startsText(nine, after)).toMatch(/^كان موعدها الاثنين،? ٣٠ نوفمبر الساعة ٩:٠٠/);
  await language.choose('en');
  expect(startsText(nine, after)).toMatch(/^Was planned for Monday,? (30 November|November 30) at 9:00/);
});
