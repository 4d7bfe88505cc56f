import { type Name } from '../../words.ts';
import { type StreetNames } from '../names/street-names.ts';
import { at, distance } from '../shapes/vectors.ts';
import { type Frame } from '../terrain/frame.ts';
import { type Edge } from './arrangement.ts';
import { type PlannedRoad } from './planned-road.ts';
import { thinned } from './road-registry.ts';
import { type StreetNetwork, ranks } from './street-network.ts';

/** Both carriageways of every arterial and collector. */
export function streetRoads(frame: Frame, network: StreetNetwork, names: StreetNames): PlannedRoad[] {
  const nameOf = namesOf(network, names);
  return network.edges.flatMap((edge, index): PlannedRoad[] => {
    const [from, to] = [at(network.nodes, edge.from), at(network.nodes, edge.to)];
    const line = thinned(edge.line);
    const inner = distance(at(line, line.length >> 1), [0, 0]) < 0.3 * frame.radius;
    const isArterial = edge.rank < ranks.collector;
    const shared = {
      roadClass: isArterial ? 'arterial' : 'collector',
      prefix: '',
      name: nameOf(edge),
      lanes: isArterial ? (edge.rank === ranks.placed && !inner ? 3 : 2) : 1,
      freeSpeedKmh: isArterial ? (inner ? 50 : 60) : inner ? 40 : 50,
      structure: network.bridges.has(edge) || network.overpasses.has(edge) ? 'bridge' : 'ground',
      pair: `street ${index}`,
      course: null,
    } as const;
    return [
      { ...shared, from, to, line },
      { ...shared, from: to, to: from, line: line.toReversed() },
    ];
  });
}

/** One name for all that is left of a drawn line. */
function namesOf(network: StreetNetwork, names: StreetNames): (edge: Edge) => Name {
  const given = new Map<number, Name>();
  const kindOf = (rank: number): 'arterial' | 'collector' =>
    rank < ranks.collector ? 'arterial' : 'collector';
  for (const { source } of network.edges.toSorted((a, b) => a.rank - b.rank || a.source - b.source))
    if (!given.has(source))
      given.set(source, names.next(kindOf(network.lines[source]?.rank ?? ranks.collector)));
  return ({ source }) => given.get(source) ?? { en: 'Port Road', zh: '港口路' };
}
