import { type Ground, type Point, type Railway } from '../../words.ts';
import { LineIndex } from '../shapes/line-index.ts';
import { Noise } from '../shapes/noise.ts';
import { add, directionOf, leftOf, times } from '../shapes/vectors.ts';
import { type Frame, placeIn } from '../terrain/frame.ts';
import { type Terrain } from '../terrain/terrain.ts';

type Building = Ground['buildings'][number];

/** Length and depth of a stack and of its place in the yard. Metres. */
const stackSize = { length: 68, depth: 13 } as const;
const placeSize = { length: 82, depth: 27 } as const;

/** Rows of containers on the piers and yards of the port, as floors of boxes; larger where the port is. */
export function containerStacksOf(frame: Frame, terrain: Terrain, railways: readonly Railway[]): Building[] {
  const size = Math.max(1, frame.scale);
  const stack = { length: stackSize.length * size, depth: stackSize.depth * size };
  const place = { length: placeSize.length * size, depth: placeSize.depth * size };
  const yards = new Noise(260, frame.seed, 'container yards');
  const rails = new LineIndex(200);
  for (const { kind, line } of railways) if (kind === 'rail') rails.add(line);
  const along = directionOf((6 * Math.PI) / 180);
  const across = leftOf(along);
  const middle = placeIn(frame, 0.27, -0.58);
  const reach = 0.3 * frame.radius;
  const stacks: Building[] = [];
  for (let column = -Math.ceil(reach / place.length); column * place.length < reach; column++)
    for (let row = -Math.ceil(reach / place.depth); row * place.depth < reach; row++) {
      const at = (x: number, y: number): Point =>
        add(middle, add(times(along, column * place.length + x), times(across, row * place.depth + y)));
      const isFree = [at(0, 0), at(-stack.length / 2, 0), at(stack.length / 2, 0)].every(
        (point) => terrain.isDock(point) && !terrain.isWater(point) && !terrain.shores.nearest(point, 42),
      );
      if (!isFree || rails.nearest(at(0, 0), 55) || yards.at(at(0, 0)) < -0.25) continue;
      const [x, y] = [stack.length / 2, stack.depth / 2];
      const ring = [at(-x, -y), at(x, -y), at(x, y), at(-x, y)];
      stacks.push({
        ring: ring.map(([east, north]): Point => [Math.round(east * 10) / 10, Math.round(north * 10) / 10]),
        floors: 2 + Math.round(2 * Math.abs(yards.at(at(90, 40)))),
      });
    }
  return stacks;
}
