import { figureOver, largest, mean, type Measurement } from '../measurement.ts';

/**
 * How much of a contribution its neighbours, readings and days leave untold: the largest, and the mean of its share in the sizes of what is
 * told. Contributions that are told in no parts play no part.
 */
export const completeness: Measurement = async (bench) => {
  const left: number[] = [];
  const shares: number[] = [];
  for (const one of bench.cases) {
    const { contributions } = await bench.explained(one);
    for (const { details } of contributions) {
      const rest = details.find(({ kind }) => kind === 'rest');
      if (rest === undefined) continue;
      const told = details.reduce((sum, { value }) => sum + Math.abs(value), -Math.abs(rest.value));
      left.push(Math.abs(rest.value));
      shares.push(told === 0 ? NaN : Math.abs(rest.value) / told);
    }
  }
  return [
    figureOver('completeness-largest', 'value', left, largest),
    figureOver('completeness-share', 'share', shares, mean),
  ];
};
