import { type City, type Scenario } from '../words.ts';
import { detectorsOf } from './equipment/detectors.ts';
import { energyNetworkOf } from './equipment/energy-zones.ts';
import { railwaysOf } from './equipment/railways.ts';
import { sitesOf } from './equipment/sites.ts';
import { blocksOf } from './ground/blocks.ts';
import { FaceFinder } from './ground/face-finder.ts';
import { groundOf } from './ground/ground.ts';
import { countryLanesOf } from './ground/country-lanes.ts';
import { drawnRoads } from './ground/drawn-roads.ts';
import { sideStreetsOf } from './ground/side-streets.ts';
import { borderLines, superblocksOf } from './ground/superblocks.ts';
import { StreetNames } from './names/street-names.ts';
import { planNetwork } from './network/plan-network.ts';
import { registerRoads } from './network/road-registry.ts';
import { streetRoads } from './network/street-roads.ts';
import { districtFinder, districtsOf } from './quarters/districts.ts';
import { trafficZonesOf } from './quarters/traffic-zones.ts';
import { frameOf } from './terrain/frame.ts';
import { terrainOf } from './terrain/terrain.ts';

/** Port Merrow: a harbour city on an island of its own, the larger, the more sensors are wanted. */
export function planCity(scenario: Scenario): City {
  const frame = frameOf(scenario);
  const terrain = terrainOf(frame);
  const network = planNetwork(frame, terrain);
  const districts = districtsOf(frame, terrain, network.rules);
  const districtAt = districtFinder(frame, districts);
  const names = new StreetNames(frame.seed);
  const railways = railwaysOf(frame);
  const borders = borderLines(network, terrain, railways);
  const superblocks = superblocksOf(frame, terrain, network, borders, districts, districtAt);
  const sideStreets = sideStreetsOf(frame, terrain, network, borders, superblocks);
  const countryLanes = countryLanesOf(frame, terrain, network.corridors, network.diamonds);
  const registry = registerRoads(
    [
      ...network.motorways,
      ...streetRoads(frame, network.streets, names),
      ...drawnRoads([...sideStreets.lines, ...countryLanes], names),
    ],
    districtAt,
    (district) => districts[district]?.key ?? 'CE',
  );
  const finder = new FaceFinder(superblocks);
  const sites = sitesOf(frame, terrain, districts, registry, districtAt, (place) => {
    const use = finder.at(place)?.use;
    return use === 'built' || use === 'industry' || use === 'campus';
  });
  const energy = energyNetworkOf(frame, districts, sites);
  return {
    name: { en: 'Port Merrow', zh: '梅罗港' },
    junctions: registry.junctions,
    roads: registry.roads,
    detectors: detectorsOf(frame, scenario.sensors, registry, network.corridors),
    districts,
    trafficZones: trafficZonesOf(frame, registry, network.corridors, districts, districtAt),
    sites,
    energyZones: energy.zones,
    feeders: energy.feeders,
    railways,
    ground: groundOf(
      frame,
      terrain,
      network,
      superblocks,
      blocksOf(sideStreets, superblocks),
      sites,
      railways,
    ),
  };
}
