import { linkTypes } from '../../common/contract/messages/sources.ts';
import type { LinkRows, LinkSet, PlaceLinks } from '../../common/rows/links.ts';
import { readColumns, readRows } from '../columns.ts';
import type { Database } from '../database.ts';

export class Links {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All link sets, the last imported first. */
  async list(): Promise<readonly LinkSet[]> {
    const rows = await this.#database.read((connection) =>
      readRows(
        connection,
        `SELECT link_set_id, name, type, source_id, (SELECT count(*) FROM link l WHERE l.link_set_id = s.link_set_id) AS links
         FROM link_set s ORDER BY link_set_id DESC`,
      ),
    );
    return rows.map((row) => ({
      linkSetId: Number(row['link_set_id']),
      name: String(row['name']),
      type: linkTypes.find((type) => type === row['type']) ?? 'adjacency',
      sourceId: Number(row['source_id']),
      links: Number(row['links']),
    }));
  }

  /** The links of one set among `placeIds`, rows and targets in that order. */
  async rows(set: LinkSet, placeIds: Int32Array): Promise<LinkRows> {
    const { rows, columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT from_place_id, to_place_id, weight::FLOAT FROM link WHERE link_set_id = $set
         ORDER BY from_place_id, to_place_id`,
        { set: set.linkSetId },
        { from: 'int32', to: 'int32', weight: 'float32' },
      ),
    );
    const position = new Map(Array.from(placeIds, (id, index) => [id, index]));
    const edges: { readonly from: number; readonly to: number; readonly weight: number }[] = [];
    for (let row = 0; row < rows; row++) {
      const from = position.get(columns.from[row] ?? -1);
      const to = position.get(columns.to[row] ?? -1);
      if (from !== undefined && to !== undefined) edges.push({ from, to, weight: columns.weight[row] ?? 0 });
    }
    edges.sort((a, b) => a.from - b.from || a.to - b.to);
    const offsets = new Uint32Array(placeIds.length + 1);
    for (const { from } of edges) offsets[from + 1] = (offsets[from + 1] ?? 0) + 1;
    for (let place = 0; place < placeIds.length; place++) {
      offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
    }
    return {
      type: set.type,
      offsets,
      targets: Uint32Array.from(edges, (edge) => edge.to),
      weights: Float32Array.from(edges, (edge) => edge.weight),
    };
  }

  /** Ids of the places that a set links. */
  async places(linkSetId: number): Promise<readonly number[]> {
    const { columns } = await this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT DISTINCT unnest([from_place_id, to_place_id]) AS place_id FROM link WHERE link_set_id = $set ORDER BY place_id`,
        { set: linkSetId },
        { place: 'int32' },
      ),
    );
    return [...columns.place];
  }

  /** Links from and to one place in one set. `outgoing` is 1 for links that start here. */
  async of(linkSetId: number, placeId: number): Promise<PlaceLinks> {
    return this.#database.read((connection) =>
      readColumns(
        connection,
        `SELECT CASE WHEN from_place_id = $place THEN to_place_id ELSE from_place_id END, weight::FLOAT,
                (from_place_id = $place)::INTEGER AS outgoing
         FROM link WHERE link_set_id = $set AND (from_place_id = $place OR to_place_id = $place)
         ORDER BY outgoing DESC, weight DESC`,
        { set: linkSetId, place: placeId },
        { other: 'int32', weight: 'float32', outgoing: 'int32' },
      ),
    );
  }
}
