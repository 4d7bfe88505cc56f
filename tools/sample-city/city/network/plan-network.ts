import { type Frame } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';
import { type Corridor, type CorridorCrossing, corridorCrossings, corridorsOf } from './corridors.ts';
import { type GroundRules, groundRulesOf } from './ground-rules.ts';
import { type Diamond, diamondsOf, waterSpansOf } from './interchanges.ts';
import { motorwayRoads } from './motorways.ts';
import { type PlannedRoad } from './planned-road.ts';
import { type StreetNetwork, streetNetworkOf } from './street-network.ts';

/** Everything that carries simulated traffic, before it has keys. */
export interface PlannedNetwork {
  readonly corridors: readonly Corridor[];
  readonly crossings: readonly CorridorCrossing[];
  readonly diamonds: readonly Diamond[];
  readonly motorways: readonly PlannedRoad[];
  readonly streets: StreetNetwork;
  readonly rules: GroundRules;
}

export function planNetwork(frame: Frame, terrain: Terrain): PlannedNetwork {
  const corridors = corridorsOf(frame);
  const crossings = corridorCrossings(corridors);
  const wanted = diamondsOf(corridors, crossings, terrain, 2300);
  const rules = groundRulesOf(frame, terrain, corridors, crossings, wanted);
  const streets = streetNetworkOf(frame, terrain, corridors, wanted, rules);
  const reached = new Set(streets.edges.flatMap(({ from, to }) => [streets.nodes[from], streets.nodes[to]]));
  const diamonds = wanted.filter(({ terminals }) => terminals.every((terminal) => reached.has(terminal)));
  const spans = corridors.map((corridor) => waterSpansOf(corridor, terrain));
  return {
    corridors,
    crossings,
    diamonds,
    motorways: motorwayRoads(corridors, crossings, diamonds, spans),
    streets,
    rules,
  };
}
