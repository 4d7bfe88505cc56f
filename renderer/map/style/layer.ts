import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** The source of the city's own archive in the style. */
export const citySource = 'city';

/** What a layer of the city needs from the archive: a layer of its tiles and which features. */
export function from(layer: string, filter?: ExpressionSpecification) {
  return { source: citySource, 'source-layer': layer, ...(filter === undefined ? {} : { filter }) };
}

/** Features of some kinds. */
export function ofKind(...kinds: readonly string[]): ExpressionSpecification {
  return ['in', ['get', 'kind'], ['literal', [...kinds]]];
}

export type Layers = readonly LayerSpecification[];
