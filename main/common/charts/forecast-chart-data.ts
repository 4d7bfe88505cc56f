import type { Alike } from '../contract/messages/drilldown.ts';
import type { Table } from '../contract/columns.ts';
import type { Unit } from '../metrics.ts';

/** What the forecast chart of one place draws, all values in `unit`. */
export interface ForecastChartData {
  readonly unit: Unit;
  /** Display zone of the time axis. */
  readonly zone: string;
  /** The instant the console calls now; null in an empty workspace. */
  readonly now: number | null;
  /** The data cut-off, null where nothing was forecast. */
  readonly asOf: number | null;
  readonly targetAt: number;
  /** The one that the line of the benchmark is of; null or left out where there is none. */
  readonly benchmark?: string | null;
  /** What the place may carry; null or left out where nobody says. */
  readonly rating?: number | null;
  /** What followed in the moments most like this one; null or left out where it is not to be drawn. */
  readonly alike?: Alike['fan'] | null;
  readonly history: Table<{ at: 'time'; value: 'float32'; usual: 'float32' }>;
  readonly forecast: Table<{
    at: 'time';
    mean: 'float32';
    lower: 'float32';
    median: 'float32';
    upper: 'float32';
    usual: 'float32';
    benchmark: 'float32';
    model: 'float32';
  }>;
}
