import { figureOver, largest, mean, type Measurement } from '../measurement.ts';

/** Half the width of a 95 % interval, in standard errors. */
const within = 1.96;

/**
 * What explanations are reckoned from: how many readings the start values are the means of, and how many real situations the inputs are compared
 * with; and within how much either mean is known (95 %).
 */
export const background: Measurement = async (bench) => {
  const situations: number[] = [];
  const errors: number[] = [];
  const compared: number[] = [];
  const comparedErrors: number[] = [];
  for (const one of bench.cases) {
    const record = await bench.explained(one);
    situations.push(record.background.situations);
    errors.push(within * record.background.standardError);
    compared.push(record.compared?.isUsed === true ? record.compared.situations : NaN);
    comparedErrors.push(record.compared?.isUsed === true ? within * record.compared.standardError : NaN);
  }
  return [
    figureOver('background-situations', 'count', situations, (values) => Math.min(...values)),
    figureOver('background-error-mean', 'value', errors, mean),
    figureOver('background-error-largest', 'value', errors, largest),
    figureOver('compared-situations', 'count', compared, (values) => Math.min(...values)),
    figureOver('compared-error-mean', 'value', comparedErrors, mean),
    figureOver('compared-error-largest', 'value', comparedErrors, largest),
  ];
};
