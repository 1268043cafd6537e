import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { daysUntil } from './days.ts';
import { now } from './now.ts';

/** The day that the address names, today where it names none that is kept. */
export function useShownDay() {
  const route = useRoute();
  const days = computed(() => daysUntil(now.value));
  const day = computed(
    () => days.value.find((one) => one === route.query.day) ?? days.value[0] ?? '',
  );
  return { days, day, isToday: computed(() => day.value === days.value[0]) };
}
