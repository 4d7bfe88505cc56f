import { dayAheadRecord } from '../../models/evaluation/day-ahead-record.ts';
import { runDayAheadProtocol } from '../../models/evaluation/day-ahead-protocol.ts';
import { hourly, hoursOf } from '../../models/energy/hours.ts';
import { forecastersFor } from '../../models/registry.ts';
import type { ComputeMessages } from '../common/contract/compute-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import type { CallContext } from '../common/contract/server.ts';

/** Fitted anew every day; the others are rules or learn slowly, and wait a month. */
const fittedDaily: readonly string[] = ['lag-ridge', 'daily-ridge', 'load-ridge'];

/** Judges the forecasters of loads one day or two ahead, by the hour. */
export async function evaluateDayAhead(
  { series, split, daysAhead, models }: RequestOf<ComputeMessages, 'compute.evaluate-day-ahead'>,
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
): Promise<ResponseOf<ComputeMessages, 'compute.evaluate-day-ahead'>> {
  const { stepSeconds, steps } = series;
  const byHour = hourly(series, hoursOf({ stepSeconds, horizonSteps: steps }));
  const wanted = forecastersFor({ topic: 'energy', stepSeconds: 3600, horizonSteps: 24 * daysAhead }).filter(
    ({ declaration: { id, name } }) => models === null || models.includes(id) || models.includes(name),
  );
  const table = await runDayAheadProtocol(byHour, wanted, {
    split,
    daysAhead,
    refitDays: ({ name }) => (fittedDaily.includes(name) ? 1 : 30),
    signal,
    onProgress: ({ model, fraction }) => {
      progress({ fraction, stage: 'evaluating', parameters: { model } });
    },
  });
  return dayAheadRecord(table);
}
