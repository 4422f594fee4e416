import '$lib/design/base.css';
import '$lib/design/text-size.css';
import { catalogue } from 'virtual:messages/audience';
import { showTextSize } from '$lib/design/text-size';
import { start } from '$lib/start';

showTextSize();

await start({ page: () => import('./App.svelte'), catalogue });
