import type { RequestOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import type { CategoryUse, SafetyUseState } from '../../common/contract/messages/safety-use.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { IncidentKindId } from '../../common/happenings.ts';
import {
  allForecasts,
  longestPurpose,
  type NewSafetyPurpose,
  type SafetyPurposeRow,
  type SafetySwitchRow,
} from '../../common/rows/safety-use.ts';
import {
  isDefaultCategory,
  isDiscretionary,
  safetyCategories,
  safetySwitches,
} from '../../common/safety-categories.ts';

type Body<N extends keyof EngineMessages> = RequestOf<EngineMessages, N>;

/** What is kept of the use of safety forecasts. */
export interface SafetyUseStore {
  purposes(): Promise<readonly SafetyPurposeRow[]>;
  addPurpose(purpose: NewSafetyPurpose): Promise<SafetyPurposeRow>;
  withdraw(
    purposeId: number,
    withdrawn: { readonly at: number; readonly by: string; readonly reason: string },
  ): Promise<void>;
  switches(): Promise<readonly SafetySwitchRow[]>;
  turn(row: SafetySwitchRow): Promise<void>;
}

export interface SafetyUseTools {
  readonly store: SafetyUseStore;
  /** Incidents that are loaded, by category. */
  readonly counts: () => Promise<ReadonlyMap<string, number>>;
  /** Epoch milliseconds of the wall clock: purposes expire by it, whatever the console calls now. */
  readonly wallClock: () => number;
  /** Called after every change. */
  readonly onChange: () => void;
}

/** Decides what of safety forecasts may be used: what nobody answers for is off, and one switch stops everything. */
export class SafetyUse {
  readonly #tools: SafetyUseTools;
  #running = new AbortController();

  constructor(tools: SafetyUseTools) {
    this.#tools = tools;
  }

  /** Fires when all forecasts are stopped: what is computed then is given up. */
  get signal(): AbortSignal {
    return this.#running.signal;
  }

  async state(): Promise<SafetyUseState> {
    const { store, counts, wallClock } = this.#tools;
    const [purposes, switches, incidents] = await Promise.all([store.purposes(), store.switches(), counts()]);
    const now = wallClock();
    const stop = switches.find(({ subject, isOn }) => subject === allForecasts && !isOn);
    return {
      stopped: stop === undefined ? null : turned(stop),
      categories: safetyCategories.map((category) => ({
        ...categoryUse(category, purposes, switches, now),
        incidents: incidents.get(category) ?? 0,
      })),
      switches: safetySwitches.map((subject) => {
        const row = switches.find((one) => one.subject === subject);
        return { subject, isOn: row?.isOn ?? false, turned: row === undefined ? null : turned(row) };
      }),
      purposes: purposes.map(({ purposeId, ...purpose }) => ({
        ...purpose,
        id: purposeId,
        categories: [...purpose.categories],
        state: purpose.withdrawn !== null ? 'withdrawn' : purpose.expiresAt <= now ? 'expired' : 'holds',
      })),
    };
  }

  /** @throws MetropoleError `safety-expiry` where it would end before it begins, or last longer than a year */
  async record(body: Body<'safety.record-purpose'>, by: string): Promise<SafetyUseState> {
    const now = this.#tools.wallClock();
    if (body.expiresAt <= now || body.expiresAt > now + longestPurpose)
      throw new MetropoleError('safety-expiry', { at: new Date(body.expiresAt).toISOString() });
    await this.#tools.store.addPurpose({ ...body, recordedAt: now, recordedBy: by, withdrawn: null });
    return await this.#changed();
  }

  /** @throws MetropoleError `safety-purpose-unknown`, `safety-purpose-withdrawn` */
  async withdraw({ purpose, reason }: Body<'safety.withdraw-purpose'>, by: string): Promise<SafetyUseState> {
    await this.#tools.store.withdraw(purpose, { at: this.#tools.wallClock(), by, reason });
    return await this.#changed();
  }

  async switch({ subject, on, reason }: Body<'safety.switch'>, by: string): Promise<SafetyUseState> {
    await this.#turn(subject, on, reason, by);
    return await this.#changed();
  }

  async stop({ reason }: Body<'safety.stop'>, by: string): Promise<SafetyUseState> {
    await this.#turn(allForecasts, false, reason, by);
    this.#running.abort();
    return await this.#changed();
  }

  async resume({ reason }: Body<'safety.resume'>, by: string): Promise<SafetyUseState> {
    await this.#turn(allForecasts, true, reason, by);
    this.#running = new AbortController();
    return await this.#changed();
  }

  async #turn(subject: string, isOn: boolean, reason: string, by: string): Promise<void> {
    const { store, wallClock } = this.#tools;
    await store.turn({ subject, isOn, reason, by, at: wallClock() });
  }

  async #changed(): Promise<SafetyUseState> {
    this.#tools.onChange();
    return await this.state();
  }
}

function turned({ at, by, reason }: SafetySwitchRow): { at: number; by: string; reason: string } {
  return { at, by, reason };
}

function categoryUse(
  category: IncidentKindId,
  purposes: readonly SafetyPurposeRow[],
  switches: readonly SafetySwitchRow[],
  now: number,
): Omit<CategoryUse, 'incidents'> {
  const about = { category, isDiscretionary: isDiscretionary(category) };
  const off = { ...about, isOn: false, purpose: null, until: null };
  if (isDefaultCategory(category))
    return { ...about, isOn: true, state: 'default', purpose: null, until: null };
  if (about.isDiscretionary && !switches.some(({ subject, isOn }) => subject === category && isOn))
    return { ...off, state: 'switched-off' };
  const covering = purposes.filter(({ categories }) => categories.includes(category));
  const kept = covering.filter(({ withdrawn }) => withdrawn === null);
  const holding = kept
    .filter(({ expiresAt }) => expiresAt > now)
    .toSorted((a, b) => b.expiresAt - a.expiresAt)[0];
  if (holding !== undefined) {
    const { purposeId, expiresAt } = holding;
    return { ...about, isOn: true, state: 'recorded', purpose: purposeId, until: expiresAt };
  }
  return {
    ...off,
    state: kept.length > 0 ? 'expired' : covering.length > 0 ? 'withdrawn' : 'purpose-needed',
  };
}
