import type { TourIncident } from '../../main/common/contract/messages/workspace.ts';
import { MetropoleError } from '../../main/common/errors.ts';
import { tourSteps, type TourScene, type TourStep } from '../tour/tour-steps.ts';
import { connection, type Connection } from './connection.svelte.ts';
import { places, type Places } from './places.svelte.ts';
import { view, type ViewState } from './view.svelte.ts';

/** Degrees around the incident that the tour shows, on each side. */
const aroundDegrees = 0.025;

/** The guided tour of the sample city: whether there is one, and which step is told. It moves only when somebody says so. */
export class Tour {
  readonly #view: ViewState;
  readonly #places: Places;
  #incident = $state.raw<TourIncident | null>(null);
  #step = $state<number | null>(null);
  #isDeclined = $state(false);

  constructor(line: Connection, shown: ViewState, known: Places) {
    this.#view = shown;
    this.#places = known;
    const ask = (): void => void this.#ask(line);
    line.onOpen(ask);
    line.on('source.added', ask);
    line.on('source.removed', ask);
  }

  get incident(): TourIncident | null {
    return this.#incident;
  }

  /** Whether it is worth offering: nobody has taken or declined it since the console was opened. */
  get isOffered(): boolean {
    return this.#incident !== null && this.#step === null && !this.#isDeclined;
  }

  /** The step that is told; null outside of the tour. */
  readonly step: TourStep | null = $derived(this.#step === null ? null : (tourSteps[this.#step] ?? null));

  /** 1 for the first step. */
  readonly number: number = $derived((this.#step ?? 0) + 1);

  readonly isLast: boolean = $derived(this.#step === tourSteps.length - 1);

  start(): void {
    this.#show(0);
  }

  next(): void {
    if (this.isLast) this.end();
    else this.#show((this.#step ?? -1) + 1);
  }

  back(): void {
    this.#show(Math.max(0, (this.#step ?? 0) - 1));
  }

  /** Leaves the console as the last step left it, or puts the offer away. */
  end(): void {
    this.#step = null;
    this.#isDeclined = true;
  }

  #show(step: number): void {
    const scene = this.#scene();
    const told = tourSteps[step];
    if (scene === null || told === undefined) return;
    this.#step = step;
    this.#view.set(told.view(scene));
  }

  #scene(): TourScene | null {
    const incident = this.#incident;
    const { now } = this.#view;
    if (incident === null || now === null) return null;
    const row = this.#places.rowOf(incident.place);
    const latitude = this.#places.columns.latitudes[row] ?? Number.NaN;
    const longitude = this.#places.columns.longitudes[row] ?? Number.NaN;
    const around = {
      west: longitude - aroundDegrees,
      east: longitude + aroundDegrees,
      south: latitude - aroundDegrees,
      north: latitude + aroundDegrees,
    };
    const isKnown = Number.isFinite(latitude) && Number.isFinite(longitude);
    return { incident, now, whole: this.#places.extent, around: isKnown ? around : null };
  }

  async #ask(line: Connection): Promise<void> {
    try {
      this.#incident = (await line.call('workspace.tour', {})).tour;
    } catch (thrown) {
      // No tour is offered while the engine is away; it is asked again when it is back.
      if (MetropoleError.from(thrown).code !== 'engine-died') this.#incident = null;
    }
    if (this.#incident === null) this.#step = null;
  }
}

export const tour = new Tour(connection, view, places);
