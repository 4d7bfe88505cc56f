type Action = () => void;

const textFields = 'input, textarea, select, [contenteditable]';
const pressable = 'button, a[href], summary, [role="slider"], [role="option"]';

/**
 * Keys that work anywhere. They rest while a dialog or a menu is open and, but for Escape, while text is typed; Enter
 * and Space stay with the button that has the focus. Escape goes to the innermost level that has asked for it.
 */
export class Shortcuts {
  readonly #actions = new Map<string, Action>();
  readonly #levels: Action[] = [];

  /** Binds a key by its `KeyboardEvent.key`. Returns its release. */
  bind(key: string, action: Action): () => void {
    this.#actions.set(key.toLowerCase(), action);
    return () => {
      if (this.#actions.get(key.toLowerCase()) === action) this.#actions.delete(key.toLowerCase());
    };
  }

  /** Says what Escape leaves, as long as it is there. Returns its release. */
  level(leave: Action): () => void {
    this.#levels.push(leave);
    return () => {
      const index = this.#levels.indexOf(leave);
      if (index >= 0) this.#levels.splice(index, 1);
    };
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open], [popover]:popover-open') !== null) return;
    const target = event.target instanceof Element ? event.target : null;
    if (event.key === 'Escape') {
      this.#levels.at(-1)?.();
      return;
    }
    if (target?.closest(textFields)) return;
    if ((event.key === ' ' || event.key === 'Enter') && target?.closest(pressable)) return;
    const action = this.#actions.get(event.key.toLowerCase());
    if (action === undefined) return;
    event.preventDefault();
    action();
  }
}

export const shortcuts = new Shortcuts();
