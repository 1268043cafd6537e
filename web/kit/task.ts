import { readonly, ref, shallowRef } from 'vue';
import { type ApiFailure, failureOf, isApiFailure } from './api-failure.ts';

/**
 * One piece of work behind one button: running or not, and what refused it last. A second tap
 * while it runs does nothing. What the work did not foresee becomes a refusal that can be shown.
 */
export function useTask<Arguments extends readonly unknown[], Answer>(
  work: (...given: Arguments) => Promise<Answer | ApiFailure>,
) {
  const running = ref(false);
  const failure = shallowRef<ApiFailure>();

  /** The answer, or undefined when refused or already running. */
  const run = async (...given: Arguments): Promise<Exclude<Answer, ApiFailure> | undefined> => {
    if (running.value) return undefined;
    running.value = true;
    failure.value = undefined;
    try {
      const outcome = await work(...given);
      if (!isApiFailure(outcome)) {
        // cast: isApiFailure has just taken the refusals out
        return outcome as Exclude<Answer, ApiFailure>;
      }
      failure.value = outcome;
    } catch (error) {
      console.error(error);
      failure.value = failureOf('fault');
    } finally {
      running.value = false;
    }
    return undefined;
  };

  return {
    running: readonly(running),
    failure,
    run,
    forget: () => {
      failure.value = undefined;
    },
  };
}
