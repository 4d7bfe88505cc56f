import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Degrees from one copy of a city to the next: further than a city is wide. */
const apart = 0.5;
const copiesInARow = 3;

interface Collection {
  readonly features: readonly {
    readonly properties: { readonly key: string };
    readonly geometry: unknown;
  }[];
}

/**
 * A generated city whose grid and log of incidents are there several times: a suffix to the keys tells copies apart, and incidents of each
 * lie beside those of the one before. Roads are there once. For the time that sizes take, not for accuracy.
 * @param folder of the city @param out a folder for the wider one
 */
export async function widenCity(
  folder: string,
  out: string,
  copies: { readonly feeders: number; readonly incidents: number },
): Promise<void> {
  cpSync(folder, out, { recursive: true });
  widenPlaces(join(folder, 'energy.geojson'), join(out, 'energy.geojson'), copies.feeders);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const rewrite = async (file: string, replaced: string, count: number, format: string): Promise<void> => {
    await connection.run(
      `COPY (SELECT city.* REPLACE (${replaced}) FROM '${join(folder, file)}' city, range(${count}) copies(copy)) TO '${join(out, file)}' (${format})`,
    );
  };
  try {
    const keyed = (column: string): string => `${column} || '-' || copy AS ${column}`;
    await rewrite('feeders.parquet', keyed('feeder'), copies.feeders, 'FORMAT parquet');
    await rewrite('substations.parquet', keyed('substation'), copies.feeders, 'FORMAT parquet');
    await rewrite(
      'feeder-tree.csv',
      `${keyed('substation')}, ${keyed('feeder')}`,
      copies.feeders,
      'FORMAT csv, HEADER',
    );
    await rewrite(
      'incidents.csv',
      `${keyed('key')}, longitude + ${apart} * (copy % ${copiesInARow}) AS longitude, latitude + ${apart} * (copy // ${copiesInARow}) AS latitude`,
      copies.incidents,
      'FORMAT csv, HEADER',
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function widenPlaces(from: string, to: string, copies: number): void {
  const places = JSON.parse(readFileSync(from, 'utf8')) as Collection;
  const features = Array.from({ length: copies }, (_, copy) =>
    places.features.map((one) => ({
      ...one,
      properties: { ...one.properties, key: `${one.properties.key}-${copy}` },
    })),
  ).flat();
  writeFileSync(to, JSON.stringify({ ...places, features }));
}
