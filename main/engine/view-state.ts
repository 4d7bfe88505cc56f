import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { defaultView, viewSchema, type View, type ViewPatch } from '../common/view.ts';

/** The view of a workspace: one for all its windows, kept in `settings.json` beside the data. */
export class ViewState {
  readonly #file: string;
  #view: View;

  /** @param file one that is missing, damaged or of another version counts as fresh */
  constructor(file: string) {
    this.#file = file;
    this.#view = readView(file);
  }

  get view(): View {
    return this.#view;
  }

  /** Changes parts of the view and keeps on disk, in one step, what outlives a session. */
  patch(patch: ViewPatch): View {
    this.#view = viewSchema.parse({ ...this.#view, ...patch });
    if (Object.keys(patch).every((key) => key === 'targetAt' || key === 'selection')) return this.#view;
    mkdirSync(dirname(this.#file), { recursive: true });
    const partial = `${this.#file}.partial`;
    writeFileSync(partial, JSON.stringify({ view: this.#view }, null, 2));
    renameSync(partial, this.#file);
    return this.#view;
  }
}

function readView(file: string): View {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const view =
      typeof settings === 'object' && settings !== null && 'view' in settings ? settings.view : null;
    // Only what outlives a session is taken over: a console opens on now, with nothing selected.
    return { ...viewSchema.parse(view), targetAt: null, selection: null };
  } catch {
    return defaultView;
  }
}
