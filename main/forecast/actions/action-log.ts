import type { RequestOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { MetropoleError } from '../../common/errors.ts';
import type { ActionRow, NewAction } from '../../common/rows/actions.ts';
import type { PlaceList } from '../ports.ts';

/** What the log is kept with. */
export interface ActionLogTools {
  readonly store: {
    readonly actions: {
      list(): Promise<readonly ActionRow[]>;
      add(make: (kept: readonly ActionRow[]) => NewAction): Promise<ActionRow>;
      change(actionId: number, change: (action: ActionRow) => NewAction): Promise<ActionRow>;
    };
    readonly places: { list(): Promise<PlaceList> };
  };
  /** The instant that the console calls now, epoch milliseconds. */
  readonly now: () => Promise<number>;
  /** Epoch milliseconds of the wall clock. */
  readonly wallClock: () => number;
  /** Called after every change. */
  readonly onChange: () => void;
}

type Body<N extends keyof EngineMessages> = RequestOf<EngineMessages, N>;

/** Actions that people took: logged, ended, and taken back where they should not have been logged. */
export class ActionLog {
  readonly #tools: ActionLogTools;

  constructor(tools: ActionLogTools) {
    this.#tools = tools;
  }

  /** Those that began last first. */
  async list({ place, takenBack }: Body<'actions.list'>): Promise<readonly ActionRow[]> {
    return (await this.#tools.store.actions.list()).filter(
      (one) => (place === null || one.placeId === place) && (takenBack || one.takenBack === null),
    );
  }

  /**
   * @param by who took it
   * @throws MetropoleError `place-unknown`, `action-ahead` when it is to begin after now, `action-ends-before` its beginning,
   * `action-runs` where the same is in the log for that place and time
   */
  async log({ place, kind, note, from, until }: Body<'actions.log'>, by: string): Promise<ActionRow> {
    const { store, wallClock } = this.#tools;
    const placeKey = await this.#keyOf(place);
    const now = await this.#tools.now();
    const start = from ?? now;
    refuseAhead(start, now);
    if (until !== null && until <= start) refuseEnd(start, until);
    const action = await store.actions.add((kept) => {
      const same = kept.find(
        (one) =>
          one.takenBack === null &&
          one.placeKey === placeKey &&
          one.kind === kind &&
          one.from < (until ?? Infinity) &&
          start < (one.until ?? Infinity),
      );
      if (same !== undefined)
        throw new MetropoleError('action-runs', { action: same.actionId, since: timeText(same.from) });
      const at = wallClock();
      return {
        ...{ placeKey, kind, note, from: start, until, loggedAt: at, loggedBy: by },
        ...{ endedBy: null, takenBack: null },
      };
    });
    this.#tools.onChange();
    return action;
  }

  /** @throws MetropoleError `action-unknown`, `action-taken-back`, `action-ended`, `action-ahead`, `action-ends-before` */
  async end({ action, at }: Body<'actions.end'>, by: string): Promise<ActionRow> {
    const now = await this.#tools.now();
    const end = at ?? now;
    refuseAhead(end, now);
    const ended = await this.#tools.store.actions.change(action, (one) => {
      refuseTakenBack(one);
      if (one.until !== null && one.until <= now)
        throw new MetropoleError('action-ended', { action, at: timeText(one.until) });
      if (end < one.from) refuseEnd(one.from, end);
      return { ...one, until: end, endedBy: by };
    });
    this.#tools.onChange();
    return ended;
  }

  /** @throws MetropoleError `action-unknown`, `action-taken-back` */
  async takeBack({ action, reason }: Body<'actions.take-back'>, by: string): Promise<ActionRow> {
    const at = this.#tools.wallClock();
    const taken = await this.#tools.store.actions.change(action, (one) => {
      refuseTakenBack(one);
      return { ...one, takenBack: { at, by, reason } };
    });
    this.#tools.onChange();
    return taken;
  }

  async #keyOf(place: number): Promise<string> {
    const { columns } = await this.#tools.store.places.list();
    const key = columns.key[columns.place.indexOf(place)];
    if (key === undefined || key === null) throw new MetropoleError('place-unknown', { place });
    return key;
  }
}

function refuseAhead(at: number, now: number): void {
  if (at > now) throw new MetropoleError('action-ahead', { at: timeText(at), now: timeText(now) });
}

function refuseEnd(from: number, until: number): never {
  throw new MetropoleError('action-ends-before', { from: timeText(from), until: timeText(until) });
}

function refuseTakenBack({ actionId, takenBack }: ActionRow): void {
  if (takenBack === null) return;
  const { by, reason } = takenBack;
  throw new MetropoleError('action-taken-back', { action: actionId, by, reason });
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
