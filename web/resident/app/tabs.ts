import { reactive } from 'vue';

/** The bar at the bottom, in its order: a page that stands here has the bar below it. */
export const TABS = [
  {
    name: 'pass',
    word: 'tabPass',
    icon: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2v6h-6v-2h4z',
  },
  { name: 'requests', word: 'tabRequests', icon: 'M6 3h9l4 4v14H6zM9 11h6M9 15h6' },
  {
    name: 'announcements',
    word: 'tabAnnouncements',
    icon: 'M4 10v4h3l8 5V5l-8 5zM18 9a4 4 0 0 1 0 6z',
  },
  {
    name: 'me',
    word: 'tabMe',
    icon: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c0-3.6 3.6-6 8-6s8 2.4 8 6z',
  },
] as const;

/** Pages on which something waits that was not looked at yet. */
export const unread = reactive<Partial<Record<(typeof TABS)[number]['name'], boolean>>>({});
