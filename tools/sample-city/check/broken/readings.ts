import type { Grid, TrafficReadings, World } from '../../words.ts';

/** A world with other readings; each is made from the detector and step it stands at. */
export function withReadings(
  world: World,
  change: (
    detector: number,
    step: number,
    reading: { readonly speed: number; readonly flow: number; readonly occupancy: number },
  ) => { readonly speed: number; readonly flow: number; readonly occupancy: number },
): World {
  const { speed, flow, occupancy } = world.traffic;
  const changed = emptied(world.traffic);
  for (let index = 0; index < speed.values.length; index++) {
    const reading = change(Math.floor(index / speed.steps), index % speed.steps, {
      speed: speed.values[index] ?? Number.NaN,
      flow: flow.values[index] ?? Number.NaN,
      occupancy: occupancy.values[index] ?? Number.NaN,
    });
    changed.speed.values[index] = reading.speed;
    changed.flow.values[index] = reading.flow;
    changed.occupancy.values[index] = reading.occupancy;
  }
  return { ...world, traffic: changed };
}

/** A world in which each detector says at each step what it said at another. */
export function withSteps(world: World, stepFor: (detector: number, step: number) => number): World {
  const { traffic } = world;
  const changed = emptied(traffic);
  const { steps, values } = traffic.speed;
  for (let index = 0; index < values.length; index++) {
    const detector = Math.floor(index / steps);
    const from = detector * steps + stepFor(detector, index % steps);
    for (const name of ['speed', 'flow', 'occupancy'] as const)
      changed[name].values[index] = traffic[name].values[from] ?? Number.NaN;
  }
  return { ...world, traffic: changed };
}

function emptied({ speed, flow, occupancy }: TrafficReadings): TrafficReadings {
  const empty = (grid: Grid): Grid => ({ ...grid, values: new Float32Array(grid.values.length) });
  return { speed: empty(speed), flow: empty(flow), occupancy: empty(occupancy) };
}
