import { float32, type ColumnOf } from './contract/columns.ts';
import type { Outcome } from './contract/messages/actions.ts';
import type { Drilldown, Explanation, StandInRecord, TrackRecord } from './contract/messages/drilldown.ts';
import { convert, displayUnit, type Unit, type UnitSystem } from './metrics.ts';

/** A column in another unit; missing stays missing. */
export function columnIn(column: ColumnOf<'float32'>, from: Unit, to: Unit): ColumnOf<'float32'> {
  return from === to ? column : float32(column.values.map((value) => convert(value, from, to)));
}

/** A drill-down with every value in the unit that the workspace shows; one that is already shown so stays as it is. */
export function drilldownIn(drilldown: Drilldown, system: UnitSystem): Drilldown {
  const from = drilldown.unit;
  const to = displayUnit(from, system);
  if (from === to) return drilldown;
  const value = (number: number): number => convert(number, from, to);
  const optional = (number: number | null): number | null => (number === null ? null : value(number));
  const { history, forecast, shown, explanation, insteadOf, actions } = drilldown;
  return {
    ...drilldown,
    unit: to,
    shown: shown && {
      ...shown,
      value: value(shown.value),
      lower: optional(shown.lower),
      upper: optional(shown.upper),
      usual: optional(shown.usual),
    },
    history: {
      rows: history.rows,
      columns: {
        at: history.columns.at,
        value: columnIn(history.columns.value, from, to),
        usual: columnIn(history.columns.usual, from, to),
      },
    },
    forecast: {
      rows: forecast.rows,
      columns: {
        at: forecast.columns.at,
        mean: columnIn(forecast.columns.mean, from, to),
        lower: columnIn(forecast.columns.lower, from, to),
        median: columnIn(forecast.columns.median, from, to),
        upper: columnIn(forecast.columns.upper, from, to),
        usual: columnIn(forecast.columns.usual, from, to),
        benchmark: columnIn(forecast.columns.benchmark, from, to),
        model: columnIn(forecast.columns.model, from, to),
      },
    },
    saidThen: drilldown.saidThen.map((said) => ({
      ...said,
      value: value(said.value),
      lower: value(said.lower),
      upper: value(said.upper),
      happened: optional(said.happened),
    })),
    trackRecord: drilldown.trackRecord.map((record) => trackRecordIn(record, from, to)),
    actions: actions.map((action) => ({ ...action, outcome: outcomeIn(action.outcome, from, to) })),
    explanation: explanation && explanationIn(explanation, value),
    insteadOf: insteadOf && {
      ...insteadOf,
      value: value(insteadOf.value),
      lower: value(insteadOf.lower),
      upper: value(insteadOf.upper),
      because: insteadOf.because && standInIn(insteadOf.because, from, to),
    },
  };
}

function outcomeIn(outcome: Outcome, from: Unit, to: Unit): Outcome {
  if (outcome.kind === 'none') return outcome;
  return {
    ...outcome,
    difference: convert(outcome.difference, from, to),
    lower: convert(outcome.lower, from, to),
    upper: convert(outcome.upper, from, to),
  };
}

/** Losses scale like values. */
export function standInIn(record: StandInRecord, from: Unit, to: Unit): StandInRecord {
  return {
    ...record,
    difference: convert(record.difference, from, to),
    low: convert(record.low, from, to),
    high: convert(record.high, from, to),
  };
}

/** Errors and losses scale like values; counts and shares do not. */
export function trackRecordIn(record: TrackRecord, from: Unit, to: Unit): TrackRecord {
  return {
    ...record,
    ...figuresIn(record, from, to),
    regimes: record.regimes.map((one) => ({
      ...one,
      figures: one.figures && figuresIn(one.figures, from, to),
    })),
  };
}

type Figures = NonNullable<TrackRecord['regimes'][number]['figures']>;

function figuresIn(figures: Figures, from: Unit, to: Unit): Figures {
  return {
    coverage: figures.coverage,
    meanAbsoluteError: convert(figures.meanAbsoluteError, from, to),
    benchmarkMeanAbsoluteError: convert(figures.benchmarkMeanAbsoluteError, from, to),
    pinball: convert(figures.pinball, from, to),
    benchmarkPinball: convert(figures.benchmarkPinball, from, to),
  };
}

function explanationIn(explanation: Explanation, value: (number: number) => number): Explanation {
  return {
    ...explanation,
    start: value(explanation.start),
    startError: explanation.startError === null ? null : value(explanation.startError),
    compared:
      explanation.compared === null
        ? null
        : {
            ...explanation.compared,
            error: explanation.compared.error === null ? null : value(explanation.compared.error),
          },
    shown: value(explanation.shown),
    contributions: explanation.contributions.map((contribution) => ({
      ...contribution,
      value: value(contribution.value),
      parts: contribution.parts.map((part) => ({ ...part, value: value(part.value) })),
    })),
  };
}
