import Heart from '@lucide/svelte/icons/heart';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import ThumbsUp from '@lucide/svelte/icons/thumbs-up';
import type { Component } from 'svelte';
import type { Reaction } from '$lib/protocol/generated/protocol';
import Clap from './Clap.svelte';

/** What a phone sends and what rises on the wall is one sign. */
export const reactionSigns: Record<Reaction, Component<{ size?: number | string }>> = {
  clap: Clap,
  heart: Heart,
  idea: Lightbulb,
  agree: ThumbsUp,
};
