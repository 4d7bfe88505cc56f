import type { Layer, LayerProps } from '@deck.gl/core';
import { MapboxOverlay } from '@deck.gl/mapbox';
import type { GeoJSONSource, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { Extent } from '../../main/common/view.ts';
import { drawingOrder } from './drawing-order.ts';
import { graticuleLines } from './graticule.ts';
import { labelsBegin, mapStyle, type MapLook } from './map-style.ts';
import { drawIcons } from './style/icons.ts';
import { restyle } from './style/restyle.ts';

export interface Camera {
  readonly latitude: number;
  readonly zoom: number;
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
  #style: StyleSpecification;

  /** @param style what the map was opened with */
  constructor(map: MapLibreMap, style: StyleSpecification) {
    this.map = map;
    this.#style = style;
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
    this.#drawings.set(order, order < drawingOrder.selection ? layers.map(beneathLabels) : layers);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    queueMicrotask(() => {
      this.#isFlushing = false;
      const orders = [...this.#drawings.keys()].sort((first, second) => first - second);
      this.#overlay.setProps({ layers: orders.flatMap((key) => [...(this.#drawings.get(key) ?? [])]) });
    });
  }

  /** Gives the base map the colours of a theme and names in a language. */
  restyle(look: MapLook): void {
    const next = mapStyle(look, extentOf(this.map));
    restyle(this.map, this.#style, next);
    drawIcons(this.map, look.colours);
    this.#style = next;
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
      zoom: this.map.getZoom(),
      worldSize: 512 * 2 ** this.map.getZoom(),
      extent: extentOf(this.map),
    };
  }

  #drawGraticule(): void {
    const source = this.map.getSource<GeoJSONSource>('graticule');
    if (source !== undefined && this.#camera !== null) source.setData(graticuleLines(this.#camera.extent));
  }
}

/** The same layer at its place in the map's own order: names lie over data and under what is selected. */
function beneathLabels(layer: Layer): Layer {
  const place: Partial<LayerProps> & { beforeId: string } = { beforeId: labelsBegin };
  return layer.clone(place) as Layer;
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
