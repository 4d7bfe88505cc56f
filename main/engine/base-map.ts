import { readFile } from 'node:fs/promises';
import type { MultiPolygon, Polygon } from 'geojson';
import { z } from 'zod';

const landSchema = z.object({
  features: z.array(z.object({ geometry: z.custom<Polygon | MultiPolygon>(isArea) })),
});

/** The land of the bundled base map, for maps that are drawn without a browser; none when the file is not there. */
export async function readLand(file: string): Promise<readonly (Polygon | MultiPolygon)[]> {
  try {
    const { features } = landSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return features.map(({ geometry }) => geometry);
  } catch {
    return [];
  }
}

function isArea(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    (value.type === 'Polygon' || value.type === 'MultiPolygon')
  );
}
