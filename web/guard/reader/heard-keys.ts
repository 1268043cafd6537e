import { type KeyPress, READER_STUMBLE_MS, TypedReader } from './typed-reader.ts';
import type { ReadText } from './typed-text.ts';

/** A hand has pressed this key alone: what has the focus is pressed so much later. */
const HELD_MS = 80;

type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (element: EventTarget | null): element is Field =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;

/**
 * Hears a reader that types, from the window's own key events: nothing needs the focus, and what
 * a reader types neither lands in a field nor presses a button.
 * @param onRead every text of a reader
 * @returns stops it
 */
export function hearKeys(onRead: (read: ReadText) => void): () => void {
  const reader = new TypedReader();
  let ending: ReturnType<typeof setTimeout> | undefined;
  let pressing: ReturnType<typeof setTimeout> | undefined;
  let field: { element: Field; value: string } | undefined;

  const hear = (read: ReadText | undefined): void => {
    if (read !== undefined) onRead(read);
  };

  /** A composition that an input method has begun ends with the focus. */
  const clearField = (): void => {
    if (field === undefined) return;
    const { element, value } = field;
    element.blur();
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    const press: KeyPress = {
      key: event.key,
      code: event.code,
      shift: event.shiftKey,
      time: event.timeStamp,
      repeat: event.repeat,
      chord: event.ctrlKey || event.altKey || event.metaKey,
      inField: isField(target),
    };
    clearTimeout(pressing);
    if (isField(target) && !reader.goesOn(event.timeStamp))
      field = { element: target, value: target.value };
    const { swallow, holds, clearsField, read } = reader.press(press);
    if (swallow) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (clearsField) clearField();
    if (holds) pressing = setTimeout(pressFocused, HELD_MS);
    hear(read);
    clearTimeout(ending);
    ending = setTimeout(() => hear(reader.idle()), READER_STUMBLE_MS);
  };

  /** Some browsers press a button when the space is let go. */
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ' && !isField(event.target)) event.preventDefault();
  };

  window.addEventListener('keydown', onKeyDown, { capture: true });
  window.addEventListener('keyup', onKeyUp, { capture: true });
  return () => {
    clearTimeout(ending);
    clearTimeout(pressing);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
    window.removeEventListener('keyup', onKeyUp, { capture: true });
  };
}

function pressFocused(): void {
  document.activeElement?.closest<HTMLElement>('button, a[href]')?.click();
}
