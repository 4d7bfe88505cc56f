import { z } from 'zod';
import type { SafetyGround } from '../common/contract/messages/safety-map.ts';
import type { SafetySeen } from '../common/contract/messages/safety-use.ts';
import type { CallContext } from '../common/contract/server.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

/** What was looked at: the city's map, one cell, the track record, or the shares of districts. */
export type SafetyView = Omit<SafetySeen, 'at' | 'actor' | 'clientId'>;

const action = 'safety.seen';
const hourMilliseconds = 3_600_000;

const viewSchema = z.object({
  what: z.enum(['map', 'cell', 'record', 'equity']),
  cell: z.string().nullable(),
  periodFrom: z.number().nullable(),
  hours: z.number().nullable(),
  categories: z.array(z.string()),
});

/** Keeps in the audit trail who looked at which forecast of safety: the same view of the same client once an hour. */
export class SafetyViews {
  readonly #store: Pick<WorkspaceStore, 'audit'>;
  readonly #wallClock: () => number;
  #hour = -1;
  #seen = new Set<string>();

  /** @param wallClock epoch milliseconds */
  constructor(store: Pick<WorkspaceStore, 'audit'>, wallClock: () => number) {
    this.#store = store;
    this.#wallClock = wallClock;
  }

  async note({ actor, clientId }: Pick<CallContext, 'actor' | 'clientId'>, view: SafetyView): Promise<void> {
    const at = this.#wallClock();
    const hour = Math.floor(at / hourMilliseconds);
    if (hour !== this.#hour) this.#seen = new Set();
    this.#hour = hour;
    const key = JSON.stringify([actor, clientId, view]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    await this.#store.audit.append({ at, actor, clientId, action, parameters: { ...view } });
  }
}

/** Who looked at what, the last first. */
export async function seenIn(audit: WorkspaceStore['audit'], limit: number): Promise<SafetySeen[]> {
  const rows = await audit.latest([action], limit);
  return rows.map(({ at, actor, clientId, parameters }) => ({
    ...{ at, actor, clientId },
    ...viewSchema.parse(parameters),
  }));
}

/** What somebody looked at, as it is kept. */
export function safetyViewOf(what: SafetyView['what'], { period, categories }: SafetyGround): SafetyView {
  return {
    ...{ what, cell: null },
    periodFrom: period?.from ?? null,
    hours: period?.hours ?? null,
    categories: categories.map(({ category }) => category),
  };
}
