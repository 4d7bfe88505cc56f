import { viewSchema, type View, type ViewPatch } from '../common/view.ts';
import { readWorkspaceSettings, writeView } from './workspace-settings.ts';

/** The view of a workspace: one for all its windows, kept in `settings.json` beside the data. */
export class ViewState {
  readonly #file: string;
  #view: View;

  constructor(file: string) {
    this.#file = file;
    // Only what outlives a session is taken over: a console opens on now, with nothing selected.
    this.#view = { ...readWorkspaceSettings(file).view, targetAt: null, selection: null };
  }

  get view(): View {
    return this.#view;
  }

  /** Changes parts of the view and keeps on disk, in one step, what outlives a session. */
  patch(patch: ViewPatch): View {
    this.#view = viewSchema.parse({ ...this.#view, ...patch });
    if (Object.keys(patch).some((key) => key !== 'targetAt' && key !== 'selection'))
      writeView(this.#file, this.#view);
    return this.#view;
  }
}
