import { float32, float64, int32, text } from '../common/contract/columns.ts';
import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import { metrics, topicBit, topics } from '../common/metrics.ts';
import type { WorkspaceStore } from '../store/workspace-store.ts';

/** All places as the contract tells them. */
export async function placesAnswer(
  store: WorkspaceStore,
  signal?: AbortSignal,
): Promise<ResponseOf<EngineMessages, 'places.list'>> {
  const { rows, columns, vertices, extent, withoutLocation } = await store.places.list(signal);
  const measured = await measuredAt(store);
  const unmeasured = firstOf([...measured.values()]);
  return {
    places: {
      rows,
      columns: {
        place: int32(columns.place),
        key: text(columns.key),
        name: text(columns.name),
        latitude: float64(columns.latitude),
        longitude: float64(columns.longitude),
        completeness: float32(columns.completeness),
        topics: int32(columns.place.map((place) => measured.get(place) ?? unmeasured)),
      },
    },
    vertices: {
      rows: vertices.rows,
      columns: {
        place: int32(vertices.columns.place),
        longitude: float64(vertices.columns.longitude),
        latitude: float64(vertices.columns.latitude),
      },
    },
    extent,
    withoutLocation,
  };
}

/** The first topic that is loaded, as a bit: places of which nothing was ever measured are missing there, not in every topic. */
function firstOf(measured: readonly number[]): number {
  return topics.map(topicBit).find((bit) => measured.some((one) => (one & bit) !== 0)) ?? 0;
}

/** By place, the topics of what is measured there, or summed up from there: the n-th bit for the n-th topic. */
async function measuredAt(store: WorkspaceStore): Promise<ReadonlyMap<number, number>> {
  const bits = new Map<number, number>();
  for (const metric of await store.series.metrics()) {
    const bit = topicBit(metrics[metric].topic);
    for (const { placeId } of await store.series.list(metric))
      bits.set(placeId, (bits.get(placeId) ?? 0) | bit);
  }
  // Substations are shown with their feeders, measured or not.
  for (const { linkSetId, type } of await store.links.list())
    if (type === 'feeder-tree')
      for (const place of await store.links.places(linkSetId))
        bits.set(place, (bits.get(place) ?? 0) | topicBit('energy'));
  return bits;
}
