import { safetyStandInSchema, type SafetyStandIn } from '../common/contract/messages/safety-use.ts';
import type { ShownTold } from '../forecast/counts/means-shown.ts';
import { Turns } from '../forecast/turns.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

const [begun, ended] = ['safety.stand-in', 'safety.stand-in-ended'];
/** Of so many entries the last of a version and category is looked for. */
const reach = 1000;

/** Keeps in the audit trail when the mean took the place of the approved way of counting, why, and when it gave it back. */
export class SafetyStandIns {
  readonly #store: Pick<WorkspaceStore, 'audit'>;
  readonly #wallClock: () => number;
  readonly #turns = new Turns();

  /** @param wallClock epoch milliseconds */
  constructor(store: Pick<WorkspaceStore, 'audit'>, wallClock: () => number) {
    this.#store = store;
    this.#wallClock = wallClock;
  }

  /** Keeps what is not as it was: a version begins with being shown. */
  async note(told: readonly ShownTold[]): Promise<void> {
    await this.#turns.take(async () => {
      const kept = await this.latest(reach);
      for (const { model, version, category, isMeanShown, ...about } of told) {
        const last = kept.find(
          (one) => one.model === model && one.version === version && one.category === category,
        );
        if (isMeanShown === (last?.isMeanShown ?? false)) continue;
        await this.#store.audit.append({
          ...{ at: this.#wallClock(), actor: 'console', clientId: 'engine' },
          action: isMeanShown ? begun : ended,
          parameters: { model, version, category, isMeanShown, ...about },
        });
      }
    });
  }

  /** The last first. */
  async latest(limit: number): Promise<SafetyStandIn[]> {
    const rows = await this.#store.audit.latest([begun, ended], limit);
    return rows.map(({ at, parameters }) => safetyStandInSchema.parse({ at, ...parameters }));
  }
}
