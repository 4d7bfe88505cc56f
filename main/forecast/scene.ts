import { createHash } from 'node:crypto';
import type { AttributeRecord, SettingRecord } from '../common/contract/compute-contract.ts';
import { metrics, type MetricId, type Topic, type Unit } from '../common/metrics.ts';
import { attributesFromStore } from './origin/attributes.ts';
import type { ActionRow } from '../common/rows/actions.ts';
import { sumsOf, type Sum } from './loads/sums.ts';
import type { DataSpan, ForecastStore, LinkRows, LinkSet, SeriesRow } from './ports.ts';

/** How far ahead a topic is forecast. */
const horizonSeconds: Readonly<Record<Topic, number>> = { traffic: 3600, energy: 172_800, safety: 86_400 };

/** Which kind of link set says most about a topic, best first. */
const linkPreference: Readonly<Record<Topic, readonly LinkSet['type'][]>> = {
  traffic: ['adjacency', 'similarity', 'road'],
  energy: ['feeder-tree', 'similarity', 'adjacency'],
  safety: ['adjacency', 'similarity'],
};

/** What is loaded of a topic, as far as forecasting has to know: read once, thrown away when a source comes or goes. */
export interface Scene {
  readonly metric: MetricId;
  readonly topic: Topic;
  readonly unit: Unit;
  readonly span: DataSpan;
  readonly series: readonly SeriesRow[];
  readonly placeIds: Int32Array;
  /** The district of each series' place; empty where nobody says. */
  readonly districts: readonly string[];
  /** What is known of the places that does not change with time; a places file that comes in later is no reason to fit anew. */
  readonly attributes: readonly AttributeRecord[];
  /** Place ids as models know them. */
  readonly placeNames: readonly string[];
  readonly linkSet: LinkSet | null;
  readonly links: LinkRows;
  /** Places of loads that are the sum of others. */
  readonly sums: readonly Sum[];
  readonly setting: SettingRecord;
  /** The log of actions; ask `touchedSpans` what they touch. */
  readonly actions: readonly ActionRow[];
  /** Zone of the local clock that people of this city live by. */
  readonly zone: string;
  /** What models are fitted to, besides the files: metric, links, step, horizon and zone. A place that comes in later changes none of it. */
  readonly structure: string;
  /** The files that are loaded, the first imported first; readings of another topic are not among them. */
  readonly sources: readonly SceneSource[];
  /** The structure and, behind a dot, the files that are loaded. */
  readonly dataHash: string;
}

/** A file as far as it decides what models are fitted to. */
export interface SceneSource {
  readonly id: number;
  readonly sha256: string;
  /** Start of its first reading, epoch milliseconds; null where it holds none. */
  readonly from: number | null;
}

/** One hash over files, in their order. */
export function fileHash(sources: readonly SceneSource[]): string {
  return hashOf(sources.map(({ id, sha256 }) => [id, sha256]));
}

/**
 * What is loaded of a topic: of its metrics, the one that most places measure.
 * @returns null while no readings of it are loaded
 */
export async function readScene(store: ForecastStore, topic: Topic): Promise<Scene | null> {
  const metric = (await store.series.metrics()).find((one) => metrics[one].topic === topic);
  if (metric === undefined) return null;
  const span = await store.series.span(metric);
  if (span === null) return null;
  const series = await store.series.list(metric);
  const placeIds = Int32Array.from(series, (one) => one.placeId);
  const districts = await store.places.districts();
  const linkSet = await preferredLinkSet(store, topic);
  const sources = (await store.sources.list()).filter(
    ({ mapping }) => mapping.metric === undefined || metrics[mapping.metric].topic === topic,
  );
  const { stepSeconds } = span;
  const readings = sources.filter(({ format }) => format.startsWith('readings-'));
  const zone = readings.findLast(({ mapping }) => mapping.zone !== undefined)?.mapping.zone ?? 'UTC';
  const horizonSteps = Math.max(1, Math.round(horizonSeconds[topic] / stepSeconds));
  const structure = hashOf([metric, stepSeconds, horizonSteps, zone, linkSet?.linkSetId ?? null]);
  return {
    metric,
    topic,
    unit: series[0]?.unit ?? metrics[metric].units[0],
    span,
    series,
    placeIds,
    districts: Array.from(placeIds, (place) => districts.get(place) ?? ''),
    attributes: await attributesFromStore(store, placeIds),
    placeNames: Array.from(placeIds, String),
    linkSet,
    links: linkSet === null ? noLinks(placeIds.length) : await store.links.rows(linkSet, placeIds),
    sums: topic === 'energy' ? await sumsOf(store, linkSet, placeIds) : [],
    setting: { topic, stepSeconds, horizonSteps },
    actions: await store.actions.list(),
    zone,
    structure,
    sources: sources.map((source) => (readings.includes(source) ? source : { ...source, from: null })),
    dataHash: `${structure}.${fileHash(sources)}`,
  };
}

/** sha256 of anything that JSON can say. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

async function preferredLinkSet(store: ForecastStore, topic: Topic): Promise<LinkSet | null> {
  const sets = await store.links.list();
  for (const type of linkPreference[topic]) {
    const found = sets.find((set) => set.type === type && set.links > 0);
    if (found !== undefined) return found;
  }
  return null;
}

function noLinks(places: number): LinkRows {
  return {
    type: 'adjacency',
    offsets: new Uint32Array(places + 1),
    targets: new Uint32Array(0),
    weights: new Float32Array(0),
  };
}
