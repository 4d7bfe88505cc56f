import { MetropoleError } from '../../main/common/errors.ts';
import type { Progress } from '../../main/common/contract/envelope.ts';
import type { Corrections } from '../../main/common/contract/messages/sources.ts';
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
  readonly #looks = new Map<string, AbortController>();

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
    const known = new Set(this.#items.map(({ path }) => path));
    this.#items = [...this.#items, ...paths.filter((path) => !known.has(path)).map(newItem)];
    for (const path of paths) await this.#look(path);
    this.#items = inImportOrder(this.#items);
    this.#selected ??= this.#items[0]?.path ?? null;
  }

  remove(path: string): void {
    this.#looks.get(path)?.abort();
    this.#items = this.#items.filter((item) => item.path !== path);
  }

  /** Forgets every file: the dialog was closed. */
  clear(): void {
    this.cancel();
    for (const look of this.#looks.values()) look.abort();
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

  /** Imports every file that is ready, in order. What remains is looked at again after each: a new source may answer it. */
  async run(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      for (let next = this.ready[0]; next !== undefined && !abort.signal.aborted; next = this.ready[0]) {
        this.#selected = next.path;
        const isLoaded = await this.#import(next, abort.signal);
        if (isLoaded) await this.#lookAgain();
      }
    } finally {
      this.#abort = null;
      this.#progress = null;
    }
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

  /** The newest look at a file counts; earlier ones that are still on their way are dropped. */
  async #look(path: string): Promise<void> {
    this.#looks.get(path)?.abort();
    const abort = new AbortController();
    this.#looks.set(path, abort);
    const { corrections } = this.#items.find((item) => item.path === path) ?? newItem(path);
    const mapping: Corrections = { ...corrections };
    try {
      const preview = await this.#connection.call(
        'import.preview',
        { path, mapping },
        { signal: abort.signal },
      );
      if (!abort.signal.aborted) this.#change(path, { state: 'chosen', preview, error: null });
    } catch (thrown) {
      const error = MetropoleError.from(thrown);
      if (!abort.signal.aborted) this.#change(path, { state: 'refused', error });
    }
  }

  #change(path: string, changes: Partial<ImportItem>): void {
    this.#items = this.#items.map((item) => (item.path === path ? { ...item, ...changes } : item));
  }
}
