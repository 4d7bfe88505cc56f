import type { ScenarioId } from '../../common/contract/messages/scenarios.ts';
import type { EventRow } from '../../common/rows/surroundings.ts';
import type { CovariateStore } from '../covariates/covariates.ts';

type Surroundings = CovariateStore['surroundings'];

/** What was logged, with one thing otherwise: as if that had been known at `asOf`. @param at from when on it is */
type Alteration = (real: Surroundings, asOf: number, at: number) => Partial<Surroundings>;

/**
 * From when on something is otherwise: all along, from the data cut-off on, or from a time ahead of it that may be chosen. Models are told
 * of incidents up to the cut-off alone, so that a later clearing is nothing to them; they are told when events that go on will end.
 */
type TakesHold = 'all-along' | 'at-cut-off' | 'ahead';

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
export const alterations: readonly {
  readonly id: ScenarioId;
  readonly takesHold: TakesHold;
  readonly alter: Alteration;
}[] = [
  { id: 'no-rain', takesHold: 'all-along', alter: weatherWithout('rain', 0) },
  { id: 'no-fog', takesHold: 'all-along', alter: weatherWithout('visibility', clear) },
  {
    id: 'events-ended',
    takesHold: 'ahead',
    alter: (real, asOf, at) => ({
      events: async (request) =>
        (await real.events(request)).map((one) =>
          isOn(one, asOf) && one.endsAt > at ? { ...one, endsAt: at } : one,
        ),
    }),
  },
  {
    id: 'incidents-cleared',
    takesHold: 'at-cut-off',
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

const minute = 60_000;
/** Times ahead are so far apart, or a step where that is longer; and so many may be chosen. */
const [apart, timesAtMost] = [15 * minute, 5];

/**
 * From when on something may be otherwise, null for all along: of times ahead only those before the target, as what comes later has nothing
 * to do with it, and none where no event goes on.
 */
export async function timesOf(
  takesHold: TakesHold,
  real: Surroundings,
  { asOf, stepSeconds }: { readonly asOf: number; readonly stepSeconds: number },
  targetAt: number,
): Promise<readonly (number | null)[]> {
  if (takesHold !== 'ahead') return [takesHold === 'all-along' ? null : asOf];
  const events = await real.events({ from: asOf - minute, to: asOf + minute, asOf });
  if (!events.some((one) => isOn(one, asOf))) return [];
  const step = Math.max(apart, stepSeconds * 1000);
  return Array.from({ length: timesAtMost }, (_, index) => asOf + index * step).filter((at) => at < targetAt);
}

function isOn({ startsAt, endsAt }: EventRow, at: number): boolean {
  return startsAt <= at && endsAt > at;
}

/** What covariates are read from, with one thing logged otherwise. */
export function alteredStore(
  { places, surroundings: real }: CovariateStore,
  alter: Alteration,
  asOf: number,
  at: number,
): CovariateStore {
  const surroundings: Surroundings = {
    kinds: () => real.kinds(),
    weather: (metrics, request) => real.weather(metrics, request),
    incidents: (request) => real.incidents(request),
    events: (request) => real.events(request),
    holidays: () => real.holidays(),
    ...alter(real, asOf, at),
  };
  return { places, surroundings };
}
