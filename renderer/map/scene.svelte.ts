import type { Layer } from '@deck.gl/core';
import { MapboxOverlay } from '@deck.gl/mapbox';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Extent } from '../../main/common/view.ts';
import { graticuleLines } from './graticule.ts';
import { themedPaint } from './map-style.ts';
import type { ThemeColours } from './theme-colours.ts';

export interface Camera {
  readonly latitude: number;
  /** Px around the world. */
  readonly worldSize: number;
  readonly extent: Extent;
}

/** One map with what is drawn on it. Layer components hand in their drawings under an order; a higher one lies above. */
export class MapScene {
  readonly map: MapLibreMap;
  readonly #overlay = new MapboxOverlay({ interleaved: true, layers: [] });
  readonly #drawings = new Map<number, readonly Layer[]>();
  #isFlushing = false;
  #camera = $state.raw<Camera | null>(null);

  constructor(map: MapLibreMap) {
    this.map = map;
    map.addControl(this.#overlay);
    map.on('move', () => this.#follow());
    map.on('resize', () => this.#follow());
    map.on('moveend', () => this.#drawGraticule());
    this.#follow();
  }

  /** Where the map looks; null until it has a size. */
  get camera(): Camera | null {
    return this.#camera;
  }

  /** Puts drawings at an order in place of those before; `[]` takes them away. */
  draw(order: number, layers: readonly Layer[]): void {
    this.#drawings.set(order, layers);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      const orders = [...this.#drawings.keys()].sort((first, second) => first - second);
      this.#overlay.setProps({ layers: orders.flatMap((key) => [...(this.#drawings.get(key) ?? [])]) });
    });
  }

  /** Gives the base map the colours of the theme. */
  recolour(colours: ThemeColours): void {
    for (const [layer, property, colour] of themedPaint) {
      if (this.map.getLayer(layer)) this.map.setPaintProperty(layer, property, colours[colour]);
    }
  }

  /** Shows an extent whole. */
  fit(extent: Extent, padding = 56): void {
    this.map.fitBounds([extent.west, extent.south, extent.east, extent.north], {
      animate: false,
      padding,
      maxZoom: 15,
    });
  }

  /** Px from the top left corner of the map. */
  project(longitude: number, latitude: number): { readonly x: number; readonly y: number } {
    return this.map.project([longitude, latitude]);
  }

  #follow(): void {
    this.#camera = {
      latitude: this.map.getCenter().lat,
      worldSize: 512 * 2 ** this.map.getZoom(),
      extent: extentOf(this.map),
    };
  }

  #drawGraticule(): void {
    const source = this.map.getSource<GeoJSONSource>('graticule');
    if (source !== undefined && this.#camera !== null) source.setData(graticuleLines(this.#camera.extent));
  }
}

/** What a map shows, one world wide at most. */
export function extentOf(map: MapLibreMap): Extent {
  const bounds = map.getBounds();
  return {
    west: Math.max(-180, bounds.getWest()),
    south: bounds.getSouth(),
    east: Math.min(180, bounds.getEast()),
    north: bounds.getNorth(),
  };
}
