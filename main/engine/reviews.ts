import { horizonBands } from '../common/regimes.ts';
import type { DriftTold, StandInTold } from '../forecast/forecast-tools.ts';
import type { HasActiveAlarm } from '../forecast/trust/stand-in-review.ts';
import type { Engine } from './engine.ts';

/** The console raises no alarms yet: none is active anywhere. */
export const noAlarms: HasActiveAlarm = () => false;

/** Keeps in the audit trail, and tells every client, where a benchmark took the place of a model or gave it back. */
export async function tellStandIns(engine: Engine, switched: readonly StandInTold[]): Promise<void> {
  for (const { decidedAt, isBenchmarkShown, band, ...about } of switched)
    await engine.store.audit.append({
      at: decidedAt,
      actor: 'console',
      clientId: 'engine',
      action: isBenchmarkShown ? 'forecast.stand-in' : 'forecast.stand-in-ended',
      parameters: { ...about, horizonShare: band / horizonBands },
    });
  engine.emit('models.changed', {});
}

/** The same of what has begun to drift, or ended: an event, never an alarm. */
export async function tellDrift(engine: Engine, found: readonly DriftTold[]): Promise<void> {
  for (const { foundAt, isOn, ...about } of found)
    await engine.store.audit.append({
      at: foundAt,
      actor: 'console',
      clientId: 'engine',
      action: isOn ? 'forecast.drift' : 'forecast.drift-ended',
      parameters: about,
    });
  engine.emit('models.changed', {});
}
