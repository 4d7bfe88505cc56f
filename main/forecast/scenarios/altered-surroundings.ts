import type { ScenarioId } from '../../common/contract/messages/scenarios.ts';
import type { CovariateStore } from '../covariates/covariates.ts';

type Surroundings = CovariateStore['surroundings'];

/** What was logged, with one thing otherwise: as if that had been known at an instant. */
type Alteration = (real: Surroundings, asOf: number) => Partial<Surroundings>;

/** Weather with one metric at what is nothing out of the ordinary. */
function weatherWithout(metric: 'rain' | 'visibility', ordinary: number): Alteration {
  return (real) => ({
    weather: async (metrics, request) =>
      (await real.weather(metrics, request)).map((one) =>
        one.metric === metric ? { ...one, value: ordinary } : one,
      ),
  });
}

/** Visibility without fog, metres. */
const clear = 10_000;

/** Scenarios of what is logged beside the readings, and what each changes in the log. */
export const alterations: readonly { readonly id: ScenarioId; readonly alter: Alteration }[] = [
  { id: 'no-rain', alter: weatherWithout('rain', 0) },
  { id: 'no-fog', alter: weatherWithout('visibility', clear) },
  {
    id: 'events-ended',
    alter: (real, asOf) => ({
      events: async (request) =>
        (await real.events(request)).map((one) =>
          one.startsAt <= asOf && one.endsAt > asOf ? { ...one, endsAt: asOf } : one,
        ),
    }),
  },
  {
    id: 'incidents-cleared',
    alter: (real, asOf) => ({
      incidents: async (request) =>
        (await real.incidents(request)).map((one) =>
          one.startsAt < asOf && (one.endsAt ?? Infinity) >= asOf
            ? { ...one, endsAt: asOf, endReceivedAt: asOf }
            : one,
        ),
    }),
  },
];

/** What covariates are read from, with one thing logged otherwise. */
export function alteredStore(
  { places, surroundings: real }: CovariateStore,
  alter: Alteration,
  asOf: number,
): CovariateStore {
  const surroundings: Surroundings = {
    kinds: () => real.kinds(),
    weather: (metrics, request) => real.weather(metrics, request),
    incidents: (request) => real.incidents(request),
    events: (request) => real.events(request),
    holidays: () => real.holidays(),
    ...alter(real, asOf),
  };
  return { places, surroundings };
}
