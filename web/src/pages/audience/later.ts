/** What a phone shows only when it is asked for, and loads once its first view stands. */
export { endingText } from '$lib/i18n/endings';
export { refusalText } from '$lib/i18n/refusals';
export { askText } from './ask-text';
export { default as AwardSlot } from './award/AwardSlot.svelte';
export { greetBadge } from './badge/held-badge';
export { default as Account } from './parts/Account.svelte';
export { default as AgendaTab } from './parts/AgendaTab.svelte';
export { default as Brought } from './parts/Brought.svelte';
export { default as ComposerSheet } from './parts/ComposerSheet.svelte';
export { default as ForumGone } from './parts/ForumGone.svelte';
export { default as MeTab } from './parts/MeTab.svelte';
export { default as OwnQuestions } from './parts/OwnQuestions.svelte';
export { default as PollSheet } from './parts/PollSheet.svelte';
export { default as SearchBox } from './parts/SearchBox.svelte';
export { default as PollResult } from './polls/PollResult.svelte';
export { default as QuizPlace } from './polls/QuizPlace.svelte';
export { putOffText } from './put-off';
export { notTakenAgainText } from './sent-again';
