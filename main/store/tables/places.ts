import { attributeKinds, attributeNames, type AttributeName } from '../../common/place-attributes.ts';
import { ratingProperties } from '../../common/ratings.ts';
import { type ColumnsOf, readColumns, readRow } from '../columns.ts';
import type { Database } from '../database.ts';
import type { Extent } from '../../common/view.ts';

const placeShape = {
  place: 'int32',
  key: 'text',
  name: 'text',
  kind: 'text',
  latitude: 'float64',
  longitude: 'float64',
  completeness: 'float32',
  sourceFile: 'text',
} as const;

const vertexShape = { place: 'int32', longitude: 'float64', latitude: 'float64' } as const;

/** Places as columns. Latitude and longitude are NaN while no source has said where a place is. */
export interface PlaceTable {
  readonly rows: number;
  /**
   * `completeness`: readings present / readings expected over the loaded data of the metric, 0 to 1; 0 without readings. `sourceFile`: what
   * says where and what the place is, or where nothing does, what measures it.
   */
  readonly columns: ColumnsOf<typeof placeShape>;
  /** Vertices of the places that are lines, place after place in the order of their ids, each in the line's direction. */
  readonly vertices: { readonly rows: number; readonly columns: ColumnsOf<typeof vertexShape> };
  /** Null when no place has a location. */
  readonly extent: Extent | null;
  readonly withoutLocation: number;
}

/** What a file says of an attribute of a place. */
export interface PlaceAttributeText {
  readonly placeId: number;
  readonly name: AttributeName;
  readonly text: string;
}

/** What a file says a place may carry, and in which property. */
export interface PlaceRatingText {
  readonly placeId: number;
  readonly property: string;
  readonly text: string;
}

/** The district that a row of `current_place` is said to lie in; empty where nobody says. @param place its alias */
export function districtOfPlace(place: string): string {
  return `coalesce(json_extract_string(${place}.attributes, '$.district'), '')`;
}

export class Places {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All places in the order of their ids. */
  async list(signal?: AbortSignal): Promise<PlaceTable> {
    const { rows, columns } = await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `WITH span AS (
             SELECT r.*, s.place_id, s.metric, s.cadence_seconds FROM series_span r JOIN series s USING (series_id)
           ), whole AS (
             SELECT metric, min(first_at) AS first_at, max(last_at) AS last_at FROM span GROUP BY metric
           ), held AS (
             SELECT place_id, least(1, sum(count) / sum(expected)) AS share FROM (
               SELECT place_id, series_id, sum(count) AS count,
                      any_value(epoch(w.last_at) - epoch(w.first_at)) / any_value(greatest(cadence_seconds, 1)) + 1 AS expected
               FROM span JOIN whole w USING (metric) GROUP BY place_id, series_id
             ) GROUP BY place_id
           ), measured AS (
             SELECT place_id, arg_max(file_name, precedence) AS file_name FROM span JOIN source USING (source_id) GROUP BY place_id
           )
           SELECT p.place_id, p.key, p.name, p.kind, p.latitude, p.longitude, coalesce(h.share, 0)::FLOAT, coalesce(s.file_name, m.file_name)
           FROM current_place p LEFT JOIN held h USING (place_id) LEFT JOIN measured m USING (place_id)
             LEFT JOIN source s USING (source_id)
           ORDER BY p.place_id`,
          {},
          placeShape,
        ),
      signal,
    );
    const vertices = await this.#vertices(signal);
    const located = columns.latitude.filter((value, row) => isLocated(value, columns.longitude[row])).length;
    return { rows, columns, vertices, extent: extentOf(columns), withoutLocation: rows - located };
  }

  async #vertices(signal: AbortSignal | undefined): Promise<PlaceTable['vertices']> {
    return await this.#database.read(
      (connection) =>
        readColumns(
          connection,
          `SELECT place_id, line[position][1], line[position][2] FROM (
             SELECT place_id, line, unnest(range(1, len(line) + 1)) AS position FROM current_place WHERE line IS NOT NULL
           ) ORDER BY place_id, position`,
          {},
          vertexShape,
        ),
      signal,
    );
  }

  /** The district of each place by its id; empty where nobody says. */
  async districts(): Promise<ReadonlyMap<number, string>> {
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT place_id, ${districtOfPlace('p')} FROM current_place p`,
        {},
        { place: 'int32', district: 'text' },
      ),
    );
    return new Map(
      Array.from({ length: rows }, (_, row) => [columns.place[row] ?? 0, columns.district[row] ?? '']),
    );
  }

  /** People of each district, where a place of that name or places in it say so. */
  async people(): Promise<ReadonlyMap<string, number>> {
    const said = ['residents', 'population', 'inhabitants'].map(
      (property) => `json_extract_string(p.attributes, '$.${property}')`,
    );
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT district, sum(people)::DOUBLE FROM (
           SELECT coalesce(nullif(${districtOfPlace('p')}, ''), p.name) AS district, try_cast(coalesce(${said.join(', ')}) AS DOUBLE) AS people
           FROM current_place p
         ) WHERE people > 0 GROUP BY district`,
        {},
        { district: 'text', people: 'float64' },
      ),
    );
    return new Map(
      Array.from({ length: rows }, (_, row) => [columns.district[row] ?? '', columns.people[row] ?? 0]),
    );
  }

  /** What is said of places that models may be told of, as it stands in the file. Places of which nothing of it is said are left out. */
  async attributes(): Promise<readonly PlaceAttributeText[]> {
    const said = attributeNames.map((name) => {
      const texts = attributeKinds[name].properties.map(
        (one) => `json_extract_string(p.attributes, '$.${one}')`,
      );
      return `SELECT place_id, '${name}' AS name, coalesce(${texts.join(', ')}) AS said FROM current_place p`;
    });
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT place_id, name, said FROM (${said.join(' UNION ALL ')}) WHERE said IS NOT NULL ORDER BY place_id`,
        {},
        { place: 'int32', name: 'text', text: 'text' },
      ),
    );
    return Array.from({ length: rows }, (_, row) => row).flatMap((row) => {
      const name = attributeNames.find((one) => one === columns.name[row]);
      if (name === undefined) return [];
      return [{ placeId: columns.place[row] ?? 0, name, text: columns.text[row] ?? '' }];
    });
  }

  /** What is said of how much places may carry, as it stands in the file. Places of which nothing of it is said are left out. */
  async ratings(): Promise<readonly PlaceRatingText[]> {
    const said = Object.keys(ratingProperties).map(
      (property, order) =>
        `SELECT place_id, ${order} AS turn, '${property}' AS property, json_extract_string(attributes, '$.${property}') AS said
         FROM current_place`,
    );
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT place_id, arg_min(property, turn), arg_min(said, turn) FROM (${said.join(' UNION ALL ')})
         WHERE said IS NOT NULL GROUP BY place_id ORDER BY place_id`,
        {},
        { place: 'int32', property: 'text', text: 'text' },
      ),
    );
    return Array.from({ length: rows }, (_, row) => ({
      placeId: columns.place[row] ?? 0,
      property: columns.property[row] ?? '',
      text: columns.text[row] ?? '',
    }));
  }

  /** The id of a place by its key, or undefined. */
  async idOf(key: string): Promise<number | undefined> {
    const row = await this.#database.read((connection) =>
      readRow(connection, 'SELECT place_id FROM place WHERE key = $key', { key }),
    );
    return row === undefined ? undefined : Number(row['place_id']);
  }
}

function isLocated(latitude: number | undefined, longitude: number | undefined): boolean {
  return Number.isFinite(latitude) && Number.isFinite(longitude);
}

function extentOf(columns: {
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
}): Extent | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [row, latitude] of columns.latitude.entries()) {
    const longitude = columns.longitude[row];
    if (longitude === undefined || !isLocated(latitude, longitude)) continue;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return west > east ? null : { west, south, east, north };
}
