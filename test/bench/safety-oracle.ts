import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  countIncidents,
  localDays,
  type CountedIncident,
} from '../../main/forecast/counts/count-incidents.ts';
import { hexagons } from '../../main/forecast/counts/cell-grid.ts';
import { PeriodClock } from '../../main/forecast/counts/period-clock.ts';
import { defaultCategories } from '../../main/common/safety-categories.ts';
import { judgedDays } from '../../models/evaluation/count-protocol.ts';
import { countScores } from '../../models/evaluation/count-scores.ts';
import type { ExpectedCounts } from '../../models/safety/count-method.ts';
import { allTogether } from '../../models/safety/counts.ts';
import { countMethods } from '../../models/safety/methods.ts';
import { civilDays } from '../../tools/sample-city/calendar/civil-days.ts';
import { makeCalendar } from '../../tools/sample-city/calendar/make-calendar.ts';
import { planCity } from '../../tools/sample-city/city/plan-city.ts';
import { degreesOf } from '../../tools/sample-city/projection.ts';
import { Addresses } from '../../tools/sample-city/safety/addresses.ts';
import { aftermathOf } from '../../tools/sample-city/safety/aftermath.ts';
import { aroundEvent, backgroundOf } from '../../tools/sample-city/safety/background.ts';
import { collisionsOf } from '../../tools/sample-city/safety/collisions.ts';
import { kinds, placeKinds } from '../../tools/sample-city/safety/kinds.ts';
import type { Occurrence } from '../../tools/sample-city/safety/occurrence.ts';
import { reportOf } from '../../tools/sample-city/safety/reporting.ts';
import { shippedScenario } from '../../tools/sample-city/scenario.ts';
import { exposureOf } from '../../tools/sample-city/traffic/demand/exposure.ts';
import { makeWeather } from '../../tools/sample-city/weather/make-weather.ts';

/**
 * How much of what can be found at all the methods find in the sample city: hits of the methods beside those of an oracle that knows what
 * the generator draws from. The generator is run again with other draws of the same places, calendar and weather, and its incidents counted by cell,
 * shift and weekday or weekend: what is known of a shift before it, without what set off what. Of collisions, fires and medical calls that
 * the public reports, all together, by shift. `npm run bench -- safety-oracle [--final] [--runs 200]`
 */
const split = process.argv.includes('--final') ? 'test' : 'validation';
const runsAt = process.argv.indexOf('--runs');
const runs = runsAt < 0 ? 200 : Number(process.argv[runsAt + 1]);
const zone = 'Europe/Lisbon';
const perDay = 4;
const dayMilliseconds = 86_400_000;

const file = readFileSync(join(import.meta.dirname, '../../assets/sample-city/incidents.csv'));
const [header = '', ...lines] = file.toString('utf8').trim().split(/\r?\n/);
const names = header.split(',');
const column = (row: readonly string[], name: string): string => row[names.indexOf(name)] ?? '';
const incidents = lines
  .map((line) => line.split(','))
  .filter((row) => column(row, 'source') === 'public' && isDefault(column(row, 'kind')))
  .map((row): CountedIncident => ({
    category: column(row, 'kind'),
    startsAt: Date.parse(column(row, 'happened').replace(' ', 'T').replace('+00', 'Z')),
    latitude: Number(column(row, 'latitude')),
    longitude: Number(column(row, 'longitude')),
  }));
const judged = judgedDays(localDays(incidents, zone), split);
const counts = allTogether(
  countIncidents(incidents, { grid: 'h3', periodsPerDay: perDay, zone, cellsFromDays: judged.from }),
);
const [from, to] = [judged.from * perDay, judged.to * perDay];
const clock = new PeriodClock(
  incidents.reduce((first, { startsAt }) => Math.min(first, startsAt), Infinity),
  perDay,
  zone,
);
const cellIndex = new Map(counts.cells.map((cell, index) => [cell, index]));

const { seed } = shippedScenario;
const city = planCity(shippedScenario);
const calendar = makeCalendar(shippedScenario, city);
const weather = makeWeather(shippedScenario);
const exposure = exposureOf(city, calendar);
const addresses = new Addresses(seed, city);
// Streets keep the weights that they have in the city: the first that asks decides.
for (const kind of placeKinds)
  city.districts.forEach((_, district) =>
    addresses.weighted(seed, kind, kinds[kind].concentration, district, 0),
  );

const cells = counts.cells.length;
/** Shift of the day, and weekday or weekend. */
const slotOf = (period: number): number =>
  (period % perDay) + ((counts.dayOfWeek[period] ?? 0) >= 5 ? perDay : 0);
const found = new Float64Array(2 * perDay * cells);
const begin = clock.startOf(from);
const end = clock.startOf(to);
const days = civilDays(begin - 10 * dayMilliseconds, end);
for (let run = 1; run <= runs; run++) {
  const other = seed + 7919 * run;
  const places = [
    ...days.flatMap((day) => [...backgroundOf(other, city, day, weather, addresses)]),
    ...calendar.events.flatMap((event) => [...aroundEvent(other, city, event, addresses)]),
  ].filter(
    ({ kind, happenedAt }) =>
      isDefault(kind) && happenedAt >= begin - 10 * dayMilliseconds && happenedAt < end,
  );
  for (const occurrence of places) {
    count(other, occurrence);
    for (const after of aftermathOf(other, occurrence, addresses)) count(other, after);
  }
  for (const { occurrence } of collisionsOf(other, city, begin, end, weather, exposure))
    count(other, occurrence);
}
const periodsOf = new Float64Array(2 * perDay);
for (let period = from; period < to; period++) {
  const slot = slotOf(period);
  periodsOf[slot] = (periodsOf[slot] ?? 0) + 1;
}
const means = new Float64Array((to - from) * cells);
for (let period = from; period < to; period++) {
  const slot = slotOf(period);
  for (let cell = 0; cell < cells; cell++)
    means[(period - from) * cells + cell] = Math.max(
      (found[slot * cells + cell] ?? 0) / (runs * (periodsOf[slot] ?? 1)),
      1e-6,
    );
}
const oracle: ExpectedCounts = { from, to, means, dispersions: new Float64Array(1) };
const best = countScores(counts, oracle, 0);
const table = [
  ['oracle', best] as const,
  ...countMethods.map(
    (method) =>
      [method.title, countScores(counts, method.fit(counts, from).expect(counts, from, to), 0)] as const,
  ),
];
const sha256 = createHash('sha256').update(file).digest('hex');
console.log(
  `Sample city, ${split} part: ${judged.to - judged.from} days by shift, ${cells} cells; incidents.csv sha256 ${sha256}; ${runs} runs of the generator`,
);
console.log('method | negative log score | hits at 1 / 5 / 10 / 20 % | share of the oracle’s');
for (const [title, { logScore, hits }] of table)
  console.log(
    [
      title,
      logScore.toFixed(5),
      hits.map((share) => share.toFixed(3)).join(' / '),
      hits.map((share, index) => (share / (best.hits[index] ?? NaN)).toFixed(2)).join(' / '),
    ].join(' | '),
  );

function count(other: number, { key, kind, happenedAt, point }: Occurrence): void {
  if (happenedAt < begin || happenedAt >= end) return;
  if (reportOf(other, key, kind, happenedAt).source !== 'public') return;
  const [longitude, latitude] = degreesOf(point);
  const cell = cellIndex.get(hexagons.cellOf({ latitude, longitude }));
  if (cell === undefined) return;
  const at = slotOf(clock.at(happenedAt)) * cells + cell;
  found[at] = (found[at] ?? 0) + 1;
}

function isDefault(kind: string): boolean {
  return defaultCategories.some((one) => one === kind);
}
