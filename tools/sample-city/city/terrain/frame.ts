import { type Point, type Scenario } from '../../words.ts';

/** How large the city is drawn. */
export interface Frame {
  readonly seed: number;
  /** 1 for the city that is shipped. */
  readonly scale: number;
  /** Of the outermost motorway ring, about. Metres. */
  readonly radius: number;
  /** Motorway rings around the centre. */
  readonly rings: number;
}

/** The area of a city grows a little slower than its detectors: large ones are also equipped more densely. */
export function frameOf(scenario: Scenario): Frame {
  const scale = Math.max(0.6, (scenario.sensors / 320) ** 0.36);
  const { rings = Math.max(1, Math.round(scale * 0.8)), spread = 1 } = scenario.character ?? {};
  return { seed: scenario.seed, scale, radius: 6500 * scale * spread, rings };
}

/** A place given in shares of the ring's radius. */
export function placeIn(frame: Frame, east: number, north: number): Point {
  return [east * frame.radius, north * frame.radius];
}
