import { incidentKinds } from '../../words.ts';
import type { Check } from '../check.ts';
import { knoxTest, type Knox } from '../measures/knox.ts';
import type { Study } from '../study/study.ts';

const permutations = 99;
const seed = 20260618;

function knox(study: Study): Knox {
  return study.once('Knox', () =>
    knoxTest(
      incidentKinds.map((kind) =>
        study.world.incidents
          .filter((incident) => incident.kind === kind)
          .map(({ point: [east, north], happenedAt }) => ({ east, north, day: happenedAt / 86_400_000 })),
      ),
      { metres: 400, days: 2 },
      permutations,
      seed,
    ),
  );
}

/** Incidents of a kind follow one another nearby: pairs within 400 m and 2 days, against permuted times. */
export const incidentsCluster: Check = (study) => {
  const { ratio, observed, expected } = knox(study);
  return { figure: ratio, detail: `${observed} pairs, ${Math.round(expected)} by chance` };
};

/** How likely as many pairs are by chance. */
export const incidentsClusterSurely: Check = (study) => ({
  figure: knox(study).probability,
  detail: `${permutations} permutations of the times within kinds`,
});
