import {
  baseMapAddresses,
  baseMapChoiceSchema,
  type BaseMapChoice,
} from '../../main/common/contract/base-map.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import type { Extent } from '../../main/common/view.ts';
import { archiveAt } from '../map/archive/archives.ts';
import { openArchive, type CityArchive } from '../map/archive/city-archive.ts';
import { callApp } from './bridge.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { places, type Places } from './places.svelte.ts';

const nothing: BaseMapChoice = { file: null, address: null, sampleCity: null };

/**
 * What the workspace's map is drawn from: the archive that was chosen for it, else the sample city's where the places lie in it,
 * else the world's land alone. An archive that cannot be used is said, and what is bundled is shown in its place.
 */
export class BaseMapState {
  readonly #places: Places;
  #choice = $state.raw<BaseMapChoice>(nothing);
  #chosen = $state.raw<CityArchive | null>(null);
  #sample = $state.raw<CityArchive | null>(null);
  #problem = $state.raw<MetropoleError | null>(null);
  #isKnown = $state(false);
  #reading = 0;

  constructor(line: Connection, shown: Places) {
    this.#places = shown;
    line.onOpen(() => void this.load());
  }

  /** False until it is known what to draw from: the map waits for that. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Path of the archive that was chosen; null: what is bundled. */
  get file(): string | null {
    return this.#choice.file;
  }

  /** What to draw the city from; null: the world's land alone. */
  readonly archive: CityArchive | null = $derived.by(() => {
    if (this.#choice.file !== null && this.#chosen !== null) return this.#chosen;
    return this.#sample !== null && overlap(this.#sample.extent, this.#places.extent) ? this.#sample : null;
  });

  /** Why the chosen archive is not shown, or shows nothing of the city; null when all is well. */
  readonly problem: MetropoleError | null = $derived.by(() => {
    if (this.#problem !== null) return this.#problem;
    const isElsewhere =
      this.#chosen !== null &&
      this.#places.extent !== null &&
      !overlap(this.#chosen.extent, this.#places.extent);
    return isElsewhere ? new MetropoleError('base-map-elsewhere', { file: this.fileName }) : null;
  });

  /** What to call the archive that was chosen, or that of the sample city where none was. */
  get fileName(): string {
    return nameOf(this.#choice.file ?? baseMapAddresses.sampleCity);
  }

  /** Asks what was chosen for the workspace and opens it. */
  async load(): Promise<void> {
    const reading = ++this.#reading;
    const choice = await readChoice();
    const { file, address, sampleCity } = choice;
    const [chosen, sample] = await Promise.all([
      file === null ? null : opened(address, file),
      sampleCity === null ? null : opened(sampleCity, sampleCity),
    ]);
    if (reading !== this.#reading) return;
    this.#choice = choice;
    this.#chosen = archiveOf(chosen, this.#chosen);
    this.#sample = archiveOf(sample, this.#sample);
    this.#problem = faultOf(chosen) ?? faultOf(sample);
    this.#isKnown = true;
  }

  /**
   * Lets the person choose an archive, or goes back to what is bundled.
   * @throws MetropoleError as the application threw it
   */
  async choose(from: 'file' | 'bundled'): Promise<void> {
    const { changed } = await callApp('app.choose-base-map', { from });
    if (changed) await this.load();
  }

  /** A tile of the archive could not be read: what is bundled takes its place. */
  failed(reason: unknown): void {
    const error = new MetropoleError('base-map-damaged', { file: this.fileName }, String(reason));
    if (this.#chosen === null) this.#sample = null;
    this.#chosen = null;
    this.#problem = error;
  }
}

/** A page without the application around it has nothing but what is bundled. */
async function readChoice(): Promise<BaseMapChoice> {
  try {
    const response = await fetch(new URL(baseMapAddresses.choice, document.baseURI));
    return response.ok ? baseMapChoiceSchema.parse(await response.json()) : nothing;
  } catch {
    return nothing;
  }
}

/** Opens the archive at an address; null is where there is none. */
async function opened(address: string | null, path: string): Promise<CityArchive | MetropoleError> {
  const file = nameOf(path);
  if (address === null) return new MetropoleError('base-map-missing', { file });
  const absolute = new URL(address, document.baseURI).href;
  return await openArchive(absolute, file, archiveAt(absolute)).catch((thrown: unknown) =>
    MetropoleError.from(thrown),
  );
}

type Opened = CityArchive | MetropoleError | null;

/** What was opened; the archive of before where that is the same, so that a map is not opened anew for it. */
function archiveOf(opened: Opened, before: CityArchive | null): CityArchive | null {
  if (opened instanceof MetropoleError) return null;
  return JSON.stringify(opened) === JSON.stringify(before) ? before : opened;
}

function faultOf(opened: Opened): MetropoleError | null {
  return opened instanceof MetropoleError ? opened : null;
}

/** The last part of a path or an address. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function overlap(one: Extent, other: Extent | null): boolean {
  return (
    other !== null &&
    one.west <= other.east &&
    other.west <= one.east &&
    one.south <= other.north &&
    other.south <= one.north
  );
}

export const baseMap = new BaseMapState(connection, places);
