import { figureOver, largest, type Measurement } from '../measurement.ts';

/** How far start value and contributions are from the value that is displayed, before any rounding. */
export const additivity: Measurement = async (bench) => {
  const errors: number[] = [];
  for (const one of bench.cases) {
    const { explanation, shown } = await bench.displayed(one);
    if (explanation === null || shown === null) continue;
    const sum = explanation.contributions.reduce((total, { value }) => total + value, explanation.start);
    errors.push(Math.abs(sum - shown.value));
  }
  return [figureOver('additivity-largest', 'value', errors, largest)];
};
