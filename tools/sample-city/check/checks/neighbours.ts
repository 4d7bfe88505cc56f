import type { Check } from '../check.ts';
import { jammedPairs, leadOfGrowingQueues } from '../measures/growing-queues.ts';
import { laggedCorrelation } from '../measures/lagged.ts';
import { meanOf } from '../measures/order.ts';
import { rowOf } from '../measures/slowness.ts';
import type { Study } from '../study/study.ts';

/** Mean correlation of unusual speed at pairs of detectors. */
function meanCorrelation(study: Study, pairs: readonly (readonly [number, number])[]): number {
  const { residuals } = study;
  return meanOf(
    pairs.map(([one, other]) => laggedCorrelation(rowOf(residuals, one), rowOf(residuals, other), 0)),
  );
}

function near(study: Study): number {
  return study.once('correlation of neighbours', () =>
    meanCorrelation(
      study,
      study.motorwayPairs.filter(({ metres }) => metres < 1500).map(({ up, down }) => [up, down]),
    ),
  );
}

/** Unusual speed on motorways is shared within 1.5 km along the road. */
export const neighboursCorrelate: Check = (study) => ({
  figure: near(study),
  detail: `${study.motorwayPairs.filter(({ metres }) => metres < 1500).length} pairs along motorways within 1.5 km`,
});

/** It is shared the less, the further apart along the roads. */
export const correlationFalls: Check = (study) => {
  const closer = new Set(study.pairs.flatMap(({ up, down }) => [`${up} ${down}`, `${down} ${up}`]));
  const far = study.motorway.flatMap((one) =>
    study.motorway
      .filter((other) => other > one && !closer.has(`${one} ${other}`))
      .map((other) => [one, other] as const),
  );
  const beyond = meanCorrelation(study, far);
  return {
    figure: beyond / near(study),
    detail: `${beyond.toFixed(3)} over ${far.length} pairs beyond 8 km, ${near(study).toFixed(3)} within 1.5 km`,
  };
};

/**
 * What is unusual downstream is found upstream ten minutes later, more than the other way round: where there are queues and while
 * they grow. On roads that never jam, what is unusual travels with the vehicles.
 */
export const troubleMovesUpstream: Check = (study) => {
  const pairs = jammedPairs(study.world.traffic.speed, study.free, study.motorwayPairs);
  return {
    figure: leadOfGrowingQueues(study.residuals, study.clock, pairs),
    detail: `${pairs.length} pairs along motorways with queues, 1 to 3 km, 10 minutes, from 6 to 9 h and from 15 to 18 h`,
  };
};
