import '$lib/design/base.css';
import '$lib/design/text-size.css';
import { catalogue } from 'virtual:messages/audience';
import { showTextSize } from '$lib/design/text-size';
import { start } from '$lib/start';
import { ahead } from './ahead';

showTextSize();
ahead.begin(location, catalogue);

await start({ page: () => import('./App.svelte'), catalogue });
