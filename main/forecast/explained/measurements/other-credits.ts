import { SeededRandom } from '../../../common/seeded-random.ts';
import type { ExplainedCase, ExplanationBench } from '../measurement.ts';
import { asUsual, type ReadingsPart } from './faithful-parts.ts';

/** Orders that are drawn; each is gone through backwards too. */
const ordersDrawn = 4;
/** How much of the way to the usual a part goes for a gradient. */
const gradientShare = 0.05;

/** The parts with what Shapley values of sampled orders credit them with (Castro, Gómez and Tejada 2009), the usual of each in its stead. */
export async function sampledShapley(
  bench: ExplanationBench,
  one: ExplainedCase,
  parts: readonly ReadingsPart[],
): Promise<readonly ReadingsPart[]> {
  const random = new SeededRandom(one.seed);
  const drawn = Array.from({ length: ordersDrawn }, () =>
    Array.from(random.shuffle(Uint32Array.from(parts.keys()))),
  );
  const orders = drawn.flatMap((order) => [order, order.toReversed()]);
  const histories = orders.flatMap((order) =>
    order.map((_, at) =>
      asUsual(
        bench,
        order.slice(0, at + 1).flatMap((index) => parts[index] ?? []),
      ),
    ),
  );
  const changes = await bench.changes(one, histories);
  const credited = new Float64Array(parts.length);
  for (const [row, order] of orders.entries())
    for (const [at, index] of order.entries()) {
      const after = changes[row * parts.length + at] ?? NaN;
      const before = at === 0 ? 0 : (changes[row * parts.length + at - 1] ?? NaN);
      credited[index] = (credited[index] ?? 0) - (after - before) / orders.length;
    }
  return parts.map((part, index) => ({ ...part, value: credited[index] ?? NaN }));
}

/** The parts with what the slope of the forecast at the real readings credits them with, all the way to their usual. */
export async function plainGradients(
  bench: ExplanationBench,
  one: ExplainedCase,
  parts: readonly ReadingsPart[],
): Promise<readonly ReadingsPart[]> {
  const changes = await bench.changes(
    one,
    parts.map((part) => asUsual(bench, [part], gradientShare)),
  );
  return parts.map((part, index) => ({ ...part, value: -(changes[index] ?? NaN) / gradientShare }));
}
