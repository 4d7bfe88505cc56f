import { describe, expect, test } from 'vitest';
import { facilityPoints, withoutFacilities } from '../../../main/common/facility-points.ts';
import { checkIncidents, type CheckedIncident } from '../../../main/common/incident-checks.ts';

const context = { knownCategories: ['fire', 'medical'], city: { latitude: 40.7, longitude: -74 } };
const minute = 60_000;

/** A sound year: three a day at odd minutes, each at another corner. */
const sound: readonly CheckedIncident[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `i${index}`,
  category: index % 2 === 0 ? 'fire' : 'medical',
  localTime: Date.UTC(2024, 0, 1) + index * 517 * minute + 7 * minute,
  latitude: 40.6 + (index % 97) / 500,
  longitude: -74.1 + (index % 89) / 500,
}));
const faultsOf = (incidents: readonly CheckedIncident[]): string[] =>
  checkIncidents(incidents, context).map(({ fault, count, first }) => `${fault} ${count} ${first}`);
const changed = (
  change: (incident: CheckedIncident, index: number) => Partial<CheckedIncident>,
): CheckedIncident[] => sound.map((incident, index) => ({ ...incident, ...change(incident, index) }));

describe('checks of incidents', () => {
  test('find nothing in sound ones', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  test('coordinates swapped, with and without a known city', () => {
    const some = changed(({ latitude, longitude }, index) =>
      index < 5 ? { latitude: longitude, longitude: latitude } : {},
    );
    expect(faultsOf(some)).toEqual(['coordinates-swapped 5 i0']);
    const { knownCategories } = context;
    expect(checkIncidents(some, { knownCategories })).toHaveLength(1);
    const all = changed(({ latitude, longitude }) => ({ latitude: longitude, longitude: latitude }));
    expect(faultsOf(all)).toEqual(['coordinates-swapped 1000 i0']);
  });

  test('coordinates at 0,0', () => {
    expect(faultsOf(changed((_, index) => (index % 100 === 3 ? { latitude: 0, longitude: 0 } : {})))).toEqual(
      ['coordinates-zero 10 i3', 'duplicates-with-other-ids 0 i0'].slice(0, 1),
    );
  });

  test('coordinates in metres of a projection', () => {
    const metres = changed((_, index) => (index === 4 ? { latitude: 4_507_523, longitude: 583_960 } : {}));
    expect(faultsOf(metres)).toEqual(['coordinates-projected 1 i4']);
  });

  test('a category nobody has seen', () => {
    expect(faultsOf(changed((_, index) => (index === 9 ? { category: 'meteor' } : {})))).toEqual([
      'category-unknown 1 i9',
    ]);
  });

  test('duplicates with other ids, and none where the id is the same', () => {
    const twice = sound.slice(0, 7).map((incident) => ({ ...incident, id: `${incident.id}-again` }));
    expect(faultsOf([...sound, ...twice])).toEqual(['duplicates-with-other-ids 7 i0-again']);
    expect(faultsOf([...sound, ...sound.slice(0, 7)])).toEqual([]);
  });

  test('all at midnight, which is on full hours too', () => {
    const faults = faultsOf(
      changed(({ localTime }) => ({ localTime: localTime - (localTime % 86_400_000) })),
    );
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['all-at-midnight', 'heaped-on-full-hours']);
  });

  test('times heaped on full hours', () => {
    const faults = faultsOf(
      changed(({ localTime }, index) =>
        index % 3 === 0 ? { localTime: localTime - (localTime % 3_600_000) } : {},
      ),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^heaped-on-full-hours 3\d\d /);
  });

  test('a month without incidents', () => {
    expect(faultsOf(sound.filter(({ localTime }) => new Date(localTime).getUTCMonth() !== 3))).toEqual([
      'days-unrecorded 1 2024-04-01 – 2024-04-30',
    ]);
  });
});

describe('facility points', () => {
  const jail = { latitude: 40.791, longitude: -73.884 };

  test('a coordinate with far more incidents than any other is listed, and can be taken out', () => {
    const incidents = [...sound, ...Array.from({ length: 720 }, () => jail)];
    expect(facilityPoints(incidents)).toEqual([{ ...jail, count: 720 }]);
    expect(withoutFacilities(incidents, facilityPoints(incidents))).toHaveLength(1000);
  });

  test('busy corners are none, where all are busy', () => {
    const corners = Array.from({ length: 3000 }, (_, index) => ({
      latitude: 40 + (index % 20) / 100,
      longitude: -74,
    }));
    expect(facilityPoints(corners)).toEqual([]);
  });
});
