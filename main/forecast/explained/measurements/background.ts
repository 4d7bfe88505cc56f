import { figureOver, largest, mean, type Measurement } from '../measurement.ts';

/** Half the width of a 95 % interval, in standard errors. */
const within = 1.96;

/** What the start values are the means of: how many situations in the mean, and within how much the means are known (95 %). */
export const background: Measurement = async (bench) => {
  const situations: number[] = [];
  const errors: number[] = [];
  for (const one of bench.cases) {
    const record = await bench.explained(one);
    situations.push(record.background.situations);
    errors.push(within * record.background.standardError);
  }
  return [
    figureOver('background-situations', 'count', situations, (values) => Math.min(...values)),
    figureOver('background-error-mean', 'value', errors, mean),
    figureOver('background-error-largest', 'value', errors, largest),
  ];
};
