import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** NVIDIA's driver and cards, as the driver for Linux tells of them. */
export interface Nvidia {
  /** Version of the driver; null where none runs. */
  readonly driver: string | null;
  /** Names of the cards. */
  readonly cards: readonly string[];
}

export function nvidiaHere(folder = '/proc/driver/nvidia'): Nvidia {
  const driver = /^NVRM version:.*?\s(\d{3,}\.\d[\d.]*)\s/m.exec(textOf(join(folder, 'version')))?.[1];
  const cards = entriesOf(join(folder, 'gpus')).map(
    (card) => /^Model:\s*(.+)$/m.exec(textOf(join(folder, 'gpus', card, 'information')))?.[1]?.trim() ?? card,
  );
  return { driver: driver ?? null, cards };
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
