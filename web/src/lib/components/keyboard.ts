/**
 * Tells the styles how much of the page's lower edge the keyboard of the device covers, as `--keyboard`: what stands at
 * that edge rises above it. Browsers that shrink the page instead say nought.
 */
export function followKeyboard(): () => void {
  const { visualViewport: seen } = window;
  if (!seen) return () => {};
  const follow = () => {
    const covered = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
    document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
  };
  seen.addEventListener('resize', follow);
  seen.addEventListener('scroll', follow);
  return () => {
    seen.removeEventListener('resize', follow);
    seen.removeEventListener('scroll', follow);
  };
}
