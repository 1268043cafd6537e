import { reactive, type UnwrapNestedRefs, watch } from 'vue';
import type * as z from 'zod';
import { inThisTab } from '../../kit/remembered.ts';

/** A form that outlives a reload, until it has been sent or the tab is closed. */
export function useDraft<Shape extends z.ZodObject>(
  name: string,
  shape: Shape,
  first: () => z.output<Shape>,
) {
  const kept = `xq-manager-draft#${name}`;
  const recalled = (): z.output<Shape> => {
    try {
      return shape.parse(JSON.parse(inThisTab.get(kept) ?? ''));
    } catch {
      return first();
    }
  };
  const isRecalled = inThisTab.get(kept) !== undefined;
  const draft: UnwrapNestedRefs<z.output<Shape>> = reactive(recalled());
  watch(draft, () => inThisTab.set(kept, JSON.stringify(draft)), { deep: true, flush: 'sync' });
  return {
    draft,
    isRecalled,
    /** It was sent, or is not wanted any more. */
    forget: (): void => {
      inThisTab.remove(kept);
    },
  };
}
