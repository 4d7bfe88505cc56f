import { float32, float64, int32, text, time } from '../../../main/common/contract/columns.ts';
import type { Channel } from '../../../main/common/contract/channel.ts';
import type { ResponseOf } from '../../../main/common/contract/define.ts';
import {
  engineMessages,
  type EngineEvents,
  type EngineMessages,
} from '../../../main/common/contract/engine-contract.ts';
import { valueStates } from '../../../main/common/contract/messages/map.ts';
import {
  emptyClock,
  type Clock,
  type TourIncident,
} from '../../../main/common/contract/messages/workspace.ts';
import { Server, type CallContext, type Handlers } from '../../../main/common/contract/server.ts';
import { MetropoleError, type ErrorCode } from '../../../main/common/errors.ts';
import { topicBit } from '../../../main/common/metrics.ts';
import { defaultView, type View } from '../../../main/common/view.ts';
import { drilldownAnswers } from '../fake-answers/drilldown.ts';
import { importAnswers } from '../fake-answers/import.ts';
import { FakeCity } from './city.ts';

export interface FakeEngineOptions {
  readonly places: number;
  readonly withoutLocation?: number;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** Messages that fail, and how. */
  readonly failures?: Readonly<Partial<Record<keyof EngineMessages, ErrorCode>>>;
  readonly view?: Partial<View>;
  /** The incident of the guided tour; none unless said. */
  readonly tour?: TourIncident;
  /** Id of the workspace. */
  readonly workspace?: string;
}

/** End of the generated data, which is also its now. */
export const fakeNow = Date.UTC(2012, 2, 7, 0, 55);
const step = 300_000;
const dataFrom = fakeNow - 6 * 86_400_000;
const horizonTo = fakeNow + 3_600_000;
const gap = { from: fakeNow - 7 * 3_600_000, to: fakeNow - 6.4 * 3_600_000 };
const [missing, measured, forecast, , usual] = valueStates.map((_, index) => index);

type FrameTable = ResponseOf<EngineMessages, 'frame.get'>['table'];
type Names = keyof EngineMessages;

interface Row {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly usual: number;
  readonly state: number;
}

/** Answers the engine's contract with a generated city. It stands in for the process outside, not for our own code. */
export class FakeEngine {
  readonly server: Server<EngineMessages, EngineEvents>;
  readonly #options: FakeEngineOptions;
  readonly #city: FakeCity;
  readonly #frames = new Map<number, FrameTable>();
  #view: View;
  #nextFrame = 1;
  /** How many frames were asked for, how many rows were sent in them, and how long answers took to make. */
  readonly counts = { frames: 0, rows: 0, milliseconds: 0 };

  constructor(options: FakeEngineOptions) {
    this.#options = options;
    this.#city = new FakeCity(options);
    this.#view = { ...defaultView, zone: 'America/Los_Angeles', ...options.view };
    this.server = new Server<EngineMessages, EngineEvents>(
      engineMessages,
      this.#handlers(),
      () => undefined,
      ({ workspace }) => {
        if (workspace !== '' && workspace !== this.#workspace)
          throw new MetropoleError('workspace-other', { name: 'Port Merrow' });
      },
    );
  }

  attach(channel: Channel): void {
    this.server.attach(channel);
  }

  /** Sends one heartbeat to every client. */
  beat(): void {
    this.server.emit('heartbeat', { at: Date.now(), now: this.#isEmpty ? null : fakeNow });
  }

  get view(): View {
    return this.#view;
  }

  get #workspace(): string {
    return this.#options.workspace ?? 'fake';
  }

  get #isEmpty(): boolean {
    return this.#options.places === 0;
  }

  #clock(): Clock {
    if (this.#isEmpty) return emptyClock;
    const targetAt = this.#view.targetAt;
    return {
      topic: 'traffic',
      topics: ['traffic'],
      now: fakeNow,
      targetAt,
      dataFrom,
      dataTo: fakeNow,
      stepSeconds: step / 1000,
      horizonTo,
      mode: modeOf(targetAt),
    };
  }

  #handlers(): Handlers<EngineMessages> {
    const unavailable = (): never => {
      throw new MetropoleError('not-available', { name: 'fake' });
    };
    const known: Partial<Handlers<EngineMessages>> = {
      'workspace.info': () => ({
        id: this.#workspace,
        name: 'Port Merrow',
        folder: '/fake',
        schemaVersion: 1,
        version: '0',
        isPractice: true,
      }),
      'workspace.tour': () => ({ tour: this.#options.tour ?? null }),
      'view.get': () => ({ view: this.#view, clock: this.#clock() }),
      'view.set': (patch) => {
        this.#view = { ...this.#view, ...patch };
        return { view: this.#view, clock: this.#clock() };
      },
      'places.list': () => this.#places(),
      'frame.get': ({ targetAt, since, asOf }) => this.#frame(targetAt, since, asOf ?? fakeNow),
      'timeline.get': ({ from, to }) => this.#timeline(from, to),
      'links.of': ({ place }) => this.#links(place),
      'compute.status': () => ({ backend: 'wasm', state: 'ready', restarts: 0, tensors: 24 }),
      ...importAnswers((source) => this.server.emit('source.added', { source })),
      ...drilldownAnswers(this.#city, fakeNow),
      'report.make': async (_body, { progress, signal }) => {
        for (let part = 0; part < 10; part += 1) {
          progress({ fraction: part / 10, stage: 'report-charts' });
          await new Promise((resolve) => setTimeout(resolve, 200));
          if (signal.aborted) throw new MetropoleError('aborted');
        }
        return {
          files: [
            { format: 'html', path: '/home/operator/metropole/reports/2012-03-06-1655.html', bytes: 812_345 },
          ],
          left: [{ format: 'pdf', code: 'not-available' }],
          map: 'svg',
        };
      },
    };
    const names = Object.keys(engineMessages) as Names[];
    return Object.fromEntries(
      names.map((name) => [name, this.#outside(name, known[name] ?? unavailable)]),
    ) as unknown as Handlers<EngineMessages>;
  }

  /** Adds what a process outside has: time that passes, and failures. */
  #outside(name: Names, handler: (body: never, context: CallContext) => unknown) {
    return async (body: never, context: CallContext): Promise<unknown> => {
      if (this.#options.delay !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, this.#options.delay));
      }
      const failure = this.#options.failures?.[name];
      if (failure !== undefined) throw new MetropoleError(failure, { file: 'city.duckdb' }, 'made to fail');
      const started = performance.now();
      const answer = handler(body, context);
      this.counts.milliseconds += performance.now() - started;
      return answer;
    };
  }

  #places(): ResponseOf<EngineMessages, 'places.list'> {
    const { count, ids, names, latitudes, longitudes, completeness } = this.#city;
    return {
      places: {
        rows: count,
        columns: {
          place: int32(ids),
          key: text(Array.from(ids, (id) => `RN-${String(id).padStart(3, '0')}`)),
          name: text(names),
          latitude: float64(latitudes),
          longitude: float64(longitudes),
          completeness: float32(completeness),
          topics: int32(new Int32Array(count).fill(topicBit('traffic'))),
        },
      },
      vertices: {
        rows: 0,
        columns: {
          place: int32(new Int32Array()),
          longitude: float64(new Float64Array()),
          latitude: float64(new Float64Array()),
        },
      },
      extent: this.#isEmpty ? null : { west: -118.51, south: 33.94, east: -118.1, north: 34.2 },
      withoutLocation: this.#options.withoutLocation ?? 0,
    };
  }

  #row(row: number, at: number, now = fakeNow): Row {
    const city = this.#city;
    const normal = city.usual(row, at);
    const none = { lower: Number.NaN, upper: Number.NaN, usual: normal };
    if (at > horizonTo) return { ...none, value: normal, state: usual ?? 0 };
    const value = at >= gap.from && at < gap.to ? Number.NaN : city.value(row, at);
    if (Number.isNaN(value)) return { ...none, value, state: missing ?? 0 };
    if (at <= now) return { ...none, value, state: measured ?? 0 };
    const spread = 3 + ((at - now) / 3_600_000) * 9;
    return { value, lower: value - spread, upper: value + spread * 0.8, usual: normal, state: forecast ?? 0 };
  }

  #frame(targetAt: number, since: number | null, now: number): ResponseOf<EngineMessages, 'frame.get'> {
    const full = this.#table(targetAt, now);
    const before = since === null ? undefined : this.#frames.get(since);
    const frame = this.#nextFrame++;
    this.#frames.set(frame, full);
    const table = before === undefined ? full : changedRows(full, before);
    this.counts.frames += 1;
    this.counts.rows += table.rows;
    const isForecast = targetAt > now;
    return {
      frame,
      full: before === undefined,
      targetAt,
      asOf: isForecast ? now : targetAt,
      mode: modeOf(targetAt, now),
      model: isForecast && targetAt <= horizonTo ? 'traffic 0.1' : null,
      benchmarks: isForecast && targetAt <= horizonTo ? ['traffic.persistence'] : [],
      unit: 'mph',
      table,
    };
  }

  #table(targetAt: number, now: number): FrameTable {
    const rows = Array.from({ length: this.#city.count }, (_, row) => this.#row(row, targetAt, now));
    return {
      rows: rows.length,
      columns: {
        place: int32(this.#city.ids.slice()),
        value: float32(Float32Array.from(rows, ({ value }) => value)),
        lower: float32(Float32Array.from(rows, ({ lower }) => lower)),
        upper: float32(Float32Array.from(rows, ({ upper }) => upper)),
        usual: float32(Float32Array.from(rows, ({ usual: normal }) => normal)),
        state: int32(Int32Array.from(rows, ({ state }) => state)),
        instead: int32(
          Int32Array.from(rows, ({ state }, row) => (state === forecast && row % 3 === 0 ? 1 : 0)),
        ),
        over: float32(Float32Array.from(rows, () => Number.NaN)),
        members: int32(new Int32Array(rows.length)),
      },
    };
  }

  #timeline(from: number, to: number): ResponseOf<EngineMessages, 'timeline.get'> {
    const sample = Array.from({ length: Math.min(this.#city.count, 60) }, (_, row) => row).filter(
      (row) => row % 40 !== 7,
    );
    const first = Math.max(Math.ceil(from / step) * step, dataFrom);
    const times = Array.from(
      { length: Math.max(0, Math.floor((to - first) / step) + 1) },
      (_, index) => first + index * step,
    );
    const mean = (at: number, pick: (row: Row) => number): number =>
      sample.reduce((sum, row) => sum + pick(this.#row(row, at)), 0) / sample.length;
    return {
      unit: 'mph',
      table: {
        rows: times.length,
        columns: {
          at: time(Float64Array.from(times)),
          value: float32(Float32Array.from(times, (at) => mean(at, ({ value }) => value))),
          lower: float32(Float32Array.from(times, (at) => mean(at, ({ lower }) => lower))),
          upper: float32(Float32Array.from(times, (at) => mean(at, ({ upper }) => upper))),
          usual: float32(Float32Array.from(times, (at) => mean(at, ({ usual: normal }) => normal))),
          state: int32(Int32Array.from(times, (at) => this.#row(0, at).state)),
        },
      },
      gaps: gap.to > from && gap.from < to ? [gap] : [],
    };
  }

  #links(place: number): ResponseOf<EngineMessages, 'links.of'> {
    const others = [place - 14, place - 7, place + 7, place + 14].filter(
      (id) => id > 0 && id <= this.#city.count,
    );
    return {
      set: 'links.csv',
      table: {
        rows: others.length,
        columns: {
          other: int32(Int32Array.from(others)),
          weight: float32(Float32Array.from(others, (id) => 1 / Math.abs(id - place))),
          outgoing: int32(Int32Array.from(others, (id) => (id > place ? 1 : 0))),
        },
      },
    };
  }
}

function modeOf(targetAt: number | null, now = fakeNow): Clock['mode'] {
  if (targetAt === null || targetAt === now) return 'live';
  return targetAt > now ? 'forecast' : 'replay';
}

function changedRows(table: FrameTable, before: FrameTable): FrameTable {
  const { columns } = table;
  const changed = Array.from({ length: table.rows }, (_, row) => row).filter((row) =>
    (['value', 'lower', 'upper', 'usual', 'state'] as const).some(
      (name) => !Object.is(columns[name].values[row], before.columns[name].values[row]),
    ),
  );
  const pick = (values: Float32Array): Float32Array =>
    Float32Array.from(changed, (row) => values[row] ?? Number.NaN);
  const pickWhole = (values: Int32Array): Int32Array => Int32Array.from(changed, (row) => values[row] ?? 0);
  return {
    rows: changed.length,
    columns: {
      place: int32(pickWhole(columns.place.values)),
      value: float32(pick(columns.value.values)),
      lower: float32(pick(columns.lower.values)),
      upper: float32(pick(columns.upper.values)),
      usual: float32(pick(columns.usual.values)),
      state: int32(pickWhole(columns.state.values)),
      instead: int32(pickWhole(columns.instead.values)),
      over: float32(pick(columns.over.values)),
      members: int32(pickWhole(columns.members.values)),
    },
  };
}
