import { type Fault, type Grid, type TrafficReadings } from '../../words.ts';

/** Takes out what was not sent and repeats what a stuck detector last said. Changes the readings in place. */
export function applyFaults(faults: readonly Fault[], readings: TrafficReadings): void {
  const grids = [readings.speed, readings.flow, readings.occupancy];
  const isSilent = (fault: Fault): boolean => fault.kind !== 'stuck';
  for (const fault of faults.filter((each) => !isSilent(each)))
    for (const grid of grids) repeatFirst(grid, fault);
  for (const fault of faults.filter(isSilent)) for (const grid of grids) silence(grid, fault);
}

function stepsOf(grid: Grid, { startsAt, endsAt }: Fault): [from: number, to: number] {
  const step = (at: number): number => Math.round((at - grid.start) / 1000 / grid.stepSeconds);
  return [Math.max(0, step(startsAt)), Math.min(grid.steps, step(endsAt))];
}

function repeatFirst(grid: Grid, fault: Fault): void {
  const [from, to] = stepsOf(grid, fault);
  const row = fault.detector * grid.steps;
  grid.values.fill(grid.values[row + from] ?? NaN, row + from, row + to);
}

function silence(grid: Grid, fault: Fault): void {
  const [from, to] = stepsOf(grid, fault);
  grid.values.fill(NaN, fault.detector * grid.steps + from, fault.detector * grid.steps + to);
}
