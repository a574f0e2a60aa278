/** Keyboard of a tab list (ARIA Authoring Practices, "Tabs with automatic activation"). */

/**
 * @param key of the keydown event
 * @param current index of the tab that has the focus
 * @param count how many tabs there are
 * @returns index of the tab to activate, or `null` when the key is none of ours
 */
export function tabForKey(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (current + 1) % count;
    case 'ArrowLeft':
      return (current - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Handles keydown on a tab list whose tabs are `role="tab"` elements; activates by clicking them. */
export function onTabListKeydown(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = tabForKey(event.key, tabs.indexOf(event.target as HTMLElement), tabs.length);
  if (next === null) return;
  event.preventDefault();
  tabs[next]!.focus();
  tabs[next]!.click();
}
