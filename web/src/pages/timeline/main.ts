import '$lib/design/base.css';
import '$lib/design/wall.css';
import { catalogue } from 'virtual:messages/timeline';
import { start } from '$lib/start';

await start({ page: () => import('./App.svelte'), catalogue });
