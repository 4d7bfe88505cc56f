import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where NVIDIA's driver for Linux tells of itself. */
const driverFolder = '/proc/driver/nvidia';

/**
 * Whether NVIDIA's driver runs here.
 *
 * @param {string} [folder]
 */
export function hasNvidiaDriver(folder = driverFolder) {
  return textOf(join(folder, 'version')) !== '';
}

/**
 * Why TensorFlow with CUDA will compute on the processor all the same, in one sentence; undefined where nothing speaks
 * against the card.
 *
 * @param {import('./pinned-wheel.mjs').Cuda} cuda
 * @param {string} [folder]
 */
export function obstacleToCuda({ version, leastDriver }, folder = driverFolder) {
  const driver = /^NVRM version:.*?\s(\d{3,}\.\d[\d.]*)\s/m.exec(textOf(join(folder, 'version')))?.[1];
  const need = `CUDA ${version} needs a card of NVIDIA and its driver ${String(leastDriver)} or newer`;
  if (driver === undefined) return `${need}, and no driver of NVIDIA runs here`;
  if (Number.parseInt(driver) < leastDriver) return `${need}, and the driver here is ${driver}`;
  return cardsIn(folder).length === 0 ? `${need}, and the driver has no card` : undefined;
}

/** @param {string} folder */
function cardsIn(folder) {
  try {
    return readdirSync(join(folder, 'gpus'));
  } catch {
    return [];
  }
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
