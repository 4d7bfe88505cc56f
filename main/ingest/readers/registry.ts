import type { FormatId } from '../../common/contract/messages/sources.ts';
import type { Reader } from '../import-context.ts';
import { calendar } from './calendar.ts';
import { events } from './events.ts';
import { incidents } from './incidents.ts';
import { linksAdjacency } from './links-adjacency.ts';
import { linksEdges } from './links-edges.ts';
import { placesCsv } from './places-csv.ts';
import { placesGeojson } from './places-geojson.ts';
import { readingsLong } from './readings-long.ts';
import { readingsParquet } from './readings-parquet.ts';
import { readingsWide } from './readings-wide.ts';
import { weather } from './weather.ts';

/** The reader of every format. */
export const readers: Readonly<Record<FormatId, Reader>> = {
  'readings-wide': readingsWide,
  'readings-long': readingsLong,
  'readings-parquet': readingsParquet,
  'places-csv': placesCsv,
  'places-geojson': placesGeojson,
  'links-edges': linksEdges,
  'links-adjacency': linksAdjacency,
  weather,
  incidents,
  events,
  calendar,
};
