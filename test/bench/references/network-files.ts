import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from '../../../main/common/seeded-random.ts';
import { levelCount, medianLevel } from '../../../models/model.ts';
import { decodeStoredModel } from '../../../models/stored-model-file.ts';
import { featureCount } from '../../../models/traffic/inputs.ts';
import { parameterShapes } from '../../../models/traffic/network.ts';
import { trainingSetting } from './training-setting.ts';

/**
 * Writes a trained traffic network where any language can read it: `network.json` with its sizes and how it is trained, `weights.f32` with all
 * parameters one after the other, row by row, and `features.f32` with a matrix `[row, feature]` of normal random numbers, for
 * features are counted in spreads. All float32, little-endian.
 *
 * @param stateFile of the trained network
 * @param rows of the matrix
 */
export function writeNetworkFiles(folder: string, stateFile: string, rows: number): void {
  const { setting, columns } = decodeStoredModel(new Uint8Array(readFileSync(stateFile)));
  const { horizonSteps } = setting;
  const shapes = parameterShapes(horizonSteps);
  const features = featureCount(horizonSteps);
  const sizes = {
    horizonSteps,
    features,
    levels: levelCount,
    medianLevel,
    shapes,
    training: trainingSetting,
  };
  writeFileSync(join(folder, 'network.json'), JSON.stringify(sizes));
  const weights = shapes.flatMap((_, index) => Array.from(columns[`weights${index}`] ?? []));
  writeFileSync(join(folder, 'weights.f32'), Float32Array.from(weights));
  const random = new SeededRandom(1);
  const matrix = Float32Array.from({ length: rows * features }, () => random.normal());
  writeFileSync(join(folder, 'features.f32'), matrix);
}
