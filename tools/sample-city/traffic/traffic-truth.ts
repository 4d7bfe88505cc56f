import { type City, type Grid } from '../words.ts';
import { cellAt, type Cells, stepSeconds } from './cells.ts';
import { type Network } from './network.ts';
import { type Passed } from './simulator.ts';

/** What happened at the detectors, free of noise and faults, in the order of `City.detectors`. */
export interface TrafficTruth {
  /** km/h. */
  readonly speed: Grid;
  /** veh/h. */
  readonly flow: Grid;
  /** %. */
  readonly occupancy: Grid;
}

/** Metres of road that a vehicle covers for a loop: its own length and the loop's. */
export const occupiedMetres = 6.6;

/** Where a detector stands among the cells, and what turns its sums into measures. */
export interface Post {
  readonly cell: number;
  readonly metres: number;
  readonly lanes: number;
  readonly freeSpeedKmh: number;
}

/** A detector on a road that carries no simulated traffic has cell -1. */
export function postsOf(city: City, network: Network, cells: Cells): readonly Post[] {
  return city.detectors.map(({ road: index, atMetres }) => {
    const road = city.roads[index];
    const link = network.linkOf[index] ?? -1;
    if (road === undefined || link < 0) return { cell: -1, metres: 1, lanes: 1, freeSpeedKmh: NaN };
    const cell = cellAt(cells, link, atMetres, road.lengthMetres);
    return { cell, metres: cells.metres[cell] ?? 1, lanes: road.lanes, freeSpeedKmh: road.freeSpeedKmh };
  });
}

/** Mean speed of what passed a post in an interval, km/h: flow over density. @param freeSpeed where nothing passed */
export function speedAt(post: Post, passed: Passed, freeSpeed: number): number {
  const vehicles = passed.vehicles[post.cell] ?? 0;
  const flow = passed.flow[post.cell] ?? 0;
  if (vehicles < 1e-6) return freeSpeed;
  return Math.min(freeSpeed, ((flow / vehicles) * post.metres * 3.6) / stepSeconds);
}

/** veh/h. */
export function flowAt(post: Post, passed: Passed): number {
  return ((passed.flow[post.cell] ?? 0) * 3600) / (passed.steps * stepSeconds);
}

/** Share of time that a lane's loop is covered, %. */
export function occupancyAt(post: Post, passed: Passed): number {
  const perMetreAndLane = (passed.vehicles[post.cell] ?? 0) / passed.steps / post.metres / post.lanes;
  return Math.min(100, perMetreAndLane * occupiedMetres * 100);
}
