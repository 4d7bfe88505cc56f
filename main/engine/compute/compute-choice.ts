import { backendPlaces, computePlaces, type BackendId, type ComputePlace } from '../../common/backends.ts';
import type { BackendRow, ComputeReport } from '../../common/contract/backend-records.ts';
import type { RunRequestRecord } from '../../common/contract/compute-contract.ts';
import type { Progress } from '../../common/contract/envelope.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { Host } from '../../common/host.ts';
import { choose, rivalsOf } from './choose.ts';
import type { ComputeHost } from './compute-host.ts';
import { examine } from './examination.ts';
import { graphicsOf, machineIdentity } from './machine-identity.ts';
import { readChoice, writeChoice, type RememberedChoice } from './remembered-choice.ts';

export interface ComputeChoiceOptions {
  readonly host: Host;
  /** Where the choice is kept between starts. */
  readonly file: string;
  readonly version: string;
  readonly tensorflowFolder: string;
  /** Gives one forecast of each model that is served; none before the first fit. */
  readonly models: (compute: ComputeHost) => Promise<readonly RunRequestRecord[]>;
}

interface ExamineCare {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Which backend computes on this machine, and why. */
export class ComputeChoice {
  readonly #options: ComputeChoiceOptions;
  readonly #closing = new AbortController();
  #known: Promise<RememberedChoice> | undefined;

  constructor(options: ComputeChoiceOptions) {
    this.#options = options;
  }

  async report(): Promise<ComputeReport> {
    const { identity: _identity, ...report } = await this.#knownOrExamined();
    return report;
  }

  /**
   * The backend to compute on: the one that was chosen on this machine before; else the backends are examined now.
   * @param place only backends that live there
   * @throws MetropoleError `compute-failed` when there is none
   */
  async chosen(place?: ComputePlace): Promise<BackendId> {
    const { rows, chosen, forced } = await this.#knownOrExamined();
    const there = rows.filter(({ detection }) => backendPlaces[detection.backend] === place);
    const backend = place === undefined ? chosen : choose(there, forced);
    if (backend === null) throw new MetropoleError('compute-failed', {}, refusalsOf(rows));
    return backend;
  }

  /** Measures every backend, those that take a window included, and chooses again. @throws MetropoleError `aborted` */
  async examineAll(care: ExamineCare = {}): Promise<ComputeReport> {
    const { forced } = await this.#remembered();
    this.#known = Promise.resolve(await this.#examined(computePlaces, forced, care));
    return await this.report();
  }

  /**
   * Measures again once there are models to time, where that could change the choice: at first a backend is only known by
   * its matrix products.
   * @throws MetropoleError `aborted`
   */
  async refine(): Promise<void> {
    const { rows, forced } = await this.#knownOrExamined();
    const rivals = rivalsOf(rows);
    if (rivals.length < 2 || rivals.every(({ measurement }) => measurement?.latencies.length !== 0)) return;
    const places = rows.some(({ detection }) => backendPlaces[detection.backend] === 'window')
      ? computePlaces
      : (['process'] as const);
    this.#known = Promise.resolve(await this.#examined(places, forced, { signal: this.#closing.signal }));
  }

  /** Insists on one backend, or leaves the choice to the console: null. */
  async force(backend: BackendId | null): Promise<ComputeReport> {
    return await this.#change(({ rows }) => ({
      forced: backend,
      rows: rows.map((row) => (row.detection.backend === backend ? { ...row, fault: null } : row)),
    }));
  }

  /** A backend failed at work: it is not chosen again. Gives whether another one is left. */
  async giveUp(backend: BackendId, error: MetropoleError): Promise<boolean> {
    const fault = error.toRecord();
    const { chosen } = await this.#change(({ rows }) => ({
      rows: rows.map((row) => (row.detection.backend === backend ? { ...row, fault } : row)),
    }));
    return chosen !== null && chosen !== backend;
  }

  /** What looked like faults of backends was none: they may be chosen again. */
  async forgive(backends: readonly BackendId[]): Promise<void> {
    await this.#change(({ rows }) => ({
      rows: rows.map((row) => (backends.includes(row.detection.backend) ? { ...row, fault: null } : row)),
    }));
  }

  /** Ends an examination that nobody asked for. */
  close(): void {
    this.#closing.abort();
  }

  async #change(
    patchOf: (known: RememberedChoice) => Partial<Pick<RememberedChoice, 'rows' | 'forced'>>,
  ): Promise<ComputeReport> {
    const before = await this.#knownOrExamined();
    const patched = { ...before, ...patchOf(before) };
    const known = { ...patched, chosen: choose(patched.rows, patched.forced) };
    this.#known = Promise.resolve(known);
    await writeChoice(this.#options.file, known);
    return await this.report();
  }

  async #knownOrExamined(): Promise<RememberedChoice> {
    this.#known ??= this.#find().catch((thrown: unknown) => {
      this.#known = undefined;
      throw thrown;
    });
    return await this.#known;
  }

  async #find(): Promise<RememberedChoice> {
    const { remembered, identity, forced } = await this.#remembered();
    // What failed at work may have been a passing trouble: every start gives it another chance.
    if (remembered !== null && remembered.identity === identity && isUntroubled(remembered))
      return remembered;
    const { isSoftware } = await graphicsOf(this.#options.host);
    // A window is only worth opening for a card that is real.
    return await this.#examined(isSoftware ? ['process'] : ['process', 'window'], forced, {
      signal: this.#closing.signal,
    });
  }

  async #remembered(): Promise<{
    readonly remembered: RememberedChoice | null;
    readonly identity: string;
    readonly forced: BackendId | null;
  }> {
    const { host, file, version, tensorflowFolder } = this.#options;
    const remembered = await readChoice(file);
    const identity = machineIdentity(version, tensorflowFolder, await graphicsOf(host));
    return { remembered, identity, forced: remembered?.forced ?? null };
  }

  async #examined(
    places: readonly ComputePlace[],
    forced: BackendId | null,
    care: ExamineCare,
  ): Promise<RememberedChoice> {
    const { host, file, models } = this.#options;
    const rows = await examine(host, { places, models, ...care });
    const { identity } = await this.#remembered();
    const known = { rows, chosen: choose(rows, forced), forced, measuredAt: Date.now(), identity };
    await writeChoice(file, known);
    return known;
  }
}

function isUntroubled({ rows, chosen }: RememberedChoice): boolean {
  return chosen !== null && rows.every(({ fault }) => fault === null);
}

function refusalsOf(rows: readonly BackendRow[]): string {
  return rows
    .map(({ detection, fault }) => `${detection.backend}: ${JSON.stringify(detection.refusal ?? fault)}`)
    .join('\n');
}
