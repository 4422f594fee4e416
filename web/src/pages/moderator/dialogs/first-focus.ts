import type { Attachment } from 'svelte/attachments';

/** A dialog gives the focus to the field that it is opened for. */
export const firstFocus: Attachment<HTMLElement> = (field) => {
  field.dataset.first = '';
};
