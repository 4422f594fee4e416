import { afterEach } from 'vitest';
import { notices } from '$lib/components/notices.svelte';

// The files share their modules: what one test was told must not stand in the next one.
afterEach(() => {
  for (const { id } of notices.shown) notices.dismiss(id);
});
