import { MetropoleError } from '../../main/common/errors.ts';
import type { Progress } from '../../main/common/contract/envelope.ts';

import type { Connection } from '../state/connection.svelte.ts';
import { withCorrection } from './corrections.ts';
import { inImportOrder, isReady, missingOf, newItem, type ImportItem } from './import-item.ts';
import type { FieldKey } from './mapping-fields.ts';

/** Files chosen for import, looked at and imported one after another. */
export class ImportQueue {
  readonly #connection: Connection;
  #items = $state.raw<readonly ImportItem[]>([]);
  #selected = $state<string | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #abort = $state.raw<AbortController | null>(null);
  /** The look at each file that is on its way, or was the last one. */
  #looks: Readonly<Record<string, AbortController>> = {};

  constructor(line: Connection) {
    this.#connection = line;
  }

  get items(): readonly ImportItem[] {
    return this.#items;
  }

  /** The file whose details are shown. */
  readonly selected: ImportItem | null = $derived(
    this.#items.find(({ path }) => path === this.#selected) ?? this.#items[0] ?? null,
  );

  /** Files that can be imported as they stand. */
  readonly ready: readonly ImportItem[] = $derived(this.#items.filter(isReady));

  /** The first file that still needs an answer. */
  readonly waiting: ImportItem | null = $derived(
    this.#items.find((item) => item.state === 'chosen' && missingOf(item).length > 0) ?? null,
  );

  get isImporting(): boolean {
    return this.#abort !== null;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  select(path: string): void {
    this.#selected = path;
  }

  /** Looks at more files; those that are here already are looked at again. */
  async add(paths: readonly string[]): Promise<void> {
    const known = this.#items.map(({ path }) => path);
    this.#items = [...this.#items, ...paths.filter((path) => !known.includes(path)).map(newItem)];
    for (const path of paths) await this.#look(path);
    this.#items = inImportOrder(this.#items);
    this.#selected ??= this.#items[0]?.path ?? null;
  }

  remove(path: string): void {
    this.#looks[path]?.abort();
    this.#items = this.#items.filter((item) => item.path !== path);
  }

  /** Forgets every file: the dialog was closed. */
  clear(): void {
    this.cancel();
    for (const look of Object.values(this.#looks)) look.abort();
    this.#items = [];
    this.#selected = null;
  }

  /** Takes what a person says about a field and looks at the file anew. */
  async correct(path: string, key: FieldKey, entry: string): Promise<void> {
    const item = this.#items.find((candidate) => candidate.path === path);
    if (item === undefined) return;
    this.#change(path, { corrections: withCorrection(item.corrections, key, entry) });
    await this.#look(path);
  }

  /**
   * Imports the files that are ready now, in order. What remains is looked at again after each, as a new source may answer
   * its questions; it is not imported before somebody has seen the answer.
   */
  async run(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      for (const { path } of this.ready) {
        if (abort.signal.aborted) break;
        this.#selected = path;
        const item = this.#items.find((candidate) => candidate.path === path);
        if (item !== undefined && (await this.#import(item, abort.signal))) await this.#lookAgain();
      }
    } finally {
      this.#abort = null;
      this.#progress = null;
    }
    const next = this.ready[0] ?? this.waiting;
    if (next !== null && !abort.signal.aborted) this.#selected = next.path;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #import(item: ImportItem, signal: AbortSignal): Promise<boolean> {
    if (item.preview === null) return false;
    this.#progress = null;
    this.#change(item.path, { state: 'importing', error: null });
    try {
      const result = await this.#connection.call(
        'import.run',
        { path: item.path, mapping: item.preview.mapping },
        { signal, onProgress: (progress) => (this.#progress = progress) },
      );
      this.#change(item.path, { state: 'loaded', result });
      return true;
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      const isCancelled = error.code === 'aborted';
      this.#change(item.path, isCancelled ? { state: 'chosen' } : { state: 'refused', error });
      return false;
    }
  }

  async #lookAgain(): Promise<void> {
    for (const { path, state } of this.#items) if (state === 'chosen') await this.#look(path);
    this.#items = inImportOrder(this.#items);
  }

  /** The newest look at a file counts: an earlier one that is still on its way is stopped. */
  async #look(path: string): Promise<void> {
    this.#looks[path]?.abort();
    const abort = new AbortController();
    this.#looks = { ...this.#looks, [path]: abort };
    const { corrections } = this.#items.find((item) => item.path === path) ?? newItem(path);
    try {
      const request = { path, mapping: { ...corrections } };
      const preview = await this.#connection.call('import.preview', request, { signal: abort.signal });
      if (!abort.signal.aborted) this.#change(path, { state: 'chosen', preview, error: null, result: null });
    } catch (thrown) {
      if (!abort.signal.aborted) this.#change(path, { state: 'refused', error: MetropoleError.from(thrown) });
    }
  }

  #change(path: string, changes: Partial<ImportItem>): void {
    this.#items = this.#items.map((item) => (item.path === path ? { ...item, ...changes } : item));
  }
}
