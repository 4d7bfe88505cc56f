import { expect, test } from 'vitest';
import type { Mapping } from '../../../main/common/contract/messages/sources.ts';
import type { WorkspaceStore } from '../../../main/store/workspace-store.ts';
import { bench, brief, written } from './importing.ts';

interface Incident {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
}

const minute = 60_000;
const day = 1440 * minute;

/** Two hundred incidents of half a year at odd minutes, each at another corner. */
const sound: readonly Incident[] = Array.from({ length: 200 }, (_, index) => ({
  id: `i${index}`,
  kind: index % 2 === 0 ? 'fire' : 'medical',
  at: Date.UTC(2025, 0, 1) + index * 1291 * minute + 7 * minute,
  latitude: 44 + (index % 97) / 500,
  longitude: -12 + (index % 89) / 500,
}));

const changed = (change: (incident: Incident, index: number) => Partial<Incident>): Incident[] =>
  sound.map((incident, index) => ({ ...incident, ...change(incident, index) }));

function log(incidents: readonly Incident[]): string {
  const rows = incidents.map(
    ({ id, kind, at, latitude, longitude }) =>
      `${id},${kind},${new Date(at).toISOString()},${latitude.toFixed(5)},${longitude.toFixed(5)}`,
  );
  return ['id,kind,happened,latitude,longitude', ...rows].join('\n') + '\n';
}

const columns = {
  ...{ format: 'incidents', zone: 'UTC', keyColumn: 'id', kindColumn: 'kind', timeColumn: 'happened' },
  ...{ latitudeColumn: 'latitude', longitudeColumn: 'longitude' },
} as const satisfies Partial<Mapping>;

/** What is told of a log beside what every log without times of receipt is told, and how many of it keep a position. */
async function told(incidents: readonly Incident[]): Promise<{ notices: string[]; located: number }> {
  const { store, load } = await bench();
  const { notices } = await load(written('log.csv', log(incidents)), columns);
  const news = brief(notices).filter((line) => !line.includes('received-assumed'));
  return { notices: news, located: await locatedIn(store) };
}

async function locatedIn(store: WorkspaceStore): Promise<number> {
  return store.read(async (connection) => {
    const reader = await connection.runAndReadAll('SELECT count(latitude)::INTEGER FROM incident');
    return Number(reader.getRows()[0]?.[0]);
  });
}

test('a sound log is told nothing', async () => {
  expect(await told(sound)).toEqual({ notices: [], located: 200 });
});

test('coordinates swapped, also where no place says where the city is: they become no cell of another country', async () => {
  const incidents = changed(({ latitude, longitude }, index) =>
    index < 5 ? { latitude: longitude, longitude: latitude } : {},
  );
  expect(await told(incidents)).toEqual({
    notices: [
      'warning incident-coordinates-swapped row 2 column latitude x5',
      'warning position-unusable row 2 column latitude x5',
    ],
    located: 195,
  });
});

test('coordinates at 0,0 and in metres of a projection are no place of the city', async () => {
  const incidents = changed((_, index) =>
    index === 3
      ? { latitude: 0, longitude: 0 }
      : index === 4
        ? { latitude: 4_876_543, longitude: 512_345 }
        : {},
  );
  expect(await told(incidents)).toEqual({
    notices: [
      'warning incident-coordinates-zero row 5 column latitude x1',
      'warning position-unusable row 5 column latitude x2',
      'warning incident-coordinates-projected row 6 column latitude x1',
    ],
    located: 198,
  });
});

test('a category that nobody has seen is told once, and kept as another one', async () => {
  const { notices } = await told(changed((_, index) => (index === 9 ? { kind: 'meteor' } : {})));
  expect(notices).toEqual(['warning kind-unknown row 11 column kind x1']);
});

test('the same incident under another id', async () => {
  const again = sound.slice(0, 7).map((incident) => ({ ...incident, id: `${incident.id}-again` }));
  expect((await told([...sound, ...again])).notices).toEqual([
    'warning incident-duplicates row 202 column - x7',
  ]);
});

test('dates without times, and times rounded to the hour', async () => {
  const midnight = await told(changed(({ at }) => ({ at: at - (at % day) })));
  expect(midnight.notices).toContain('warning incident-midnight row 2 column happened x200');
  const rounded = await told(
    changed(({ at }, index) => (index % 3 === 0 ? { at: at - (at % (60 * minute)) } : {})),
  );
  expect(rounded.notices).toEqual([
    expect.stringMatching(/^warning incident-full-hours row 2 column happened x/),
  ]);
});

test('a month in which nothing happened at all', async () => {
  const { notices } = await told(sound.filter(({ at }) => new Date(at).getUTCMonth() !== 3));
  expect(notices).toEqual(['warning incident-month-missing row - column happened x1']);
});
