import '$lib/design/base.css';
import './print.css';
import { catalogue } from 'virtual:messages/record';
import { start } from '$lib/start';

await start({ page: () => import('./App.svelte'), catalogue });
