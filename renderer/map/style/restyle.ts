import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';

/**
 * Gives a map the looks of another style with the same layers: what is painted otherwise is painted anew, and nothing is loaded
 * again. Layers that others have put between stay where they are.
 */
export function restyle(map: MapLibreMap, before: StyleSpecification, next: StyleSpecification): void {
  const known = new Map(before.layers.map((layer) => [layer.id, layer]));
  for (const layer of next.layers) {
    const old = known.get(layer.id);
    if (old === undefined || !map.getLayer(layer.id)) continue;
    for (const [name, value] of changes(paintOf(old), paintOf(layer)))
      map.setPaintProperty(layer.id, name, value);
    for (const [name, value] of changes(layoutOf(old), layoutOf(layer)))
      map.setLayoutProperty(layer.id, name, value);
  }
}

type Looks = Readonly<Record<string, unknown>>;

function paintOf(layer: LayerSpecification): Looks {
  return { ...layer.paint };
}

function layoutOf(layer: LayerSpecification): Looks {
  return { ...layer.layout };
}

function changes(before: Looks, next: Looks): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(next).filter(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  );
}
