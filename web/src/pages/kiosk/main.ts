import '$lib/design/base.css';
import { catalogue } from 'virtual:messages/kiosk';
import { start } from '$lib/start';

await start({ page: () => import('./App.svelte'), catalogue });
