import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ThemeColours } from '../theme-colours.ts';

/** Drawings of 16 x 16 for what stands at a point, by its kind in the tiles; every one is an SVG path, stroked. */
export const mapIcons = {
  hospital: 'M8 4v8M4 8h8',
  school: 'M2.5 6.5L8 4l5.5 2.5L8 9zM5 8v3c1.8 1.2 4.2 1.2 6 0V8',
  university: 'M2.5 6.5L8 4l5.5 2.5L8 9zM5 8v3c1.8 1.2 4.2 1.2 6 0V8',
  police: 'M8 3l4 1.5v3.2c0 2.5-1.6 4.3-4 5.3-2.4-1-4-2.8-4-5.3V4.5z',
  fire_station:
    'M8 3c.4 2.3 3.3 3.6 3.3 6.5a3.3 3.3 0 01-6.6 0c0-1.5.8-2.4 1.5-3.2.2.9.6 1.4 1.2 1.7C7.2 6.2 7.3 4.6 8 3z',
  station: 'M5 3.5h6v6.5H5zM5 6.8h6M6.2 10l-1.2 2.5M9.8 10l1.2 2.5',
  stadium: 'M3 8a5 3.3 0 1010 0a5 3.3 0 10-10 0zM5.8 8a2.2 1.2 0 104.4 0a2.2 1.2 0 10-4.4 0z',
  ferry_terminal:
    'M8 5.5V13M8 3a1.25 1.25 0 100 2.5a1.25 1.25 0 100-2.5zM6 7.5h4M3.5 9.5c.5 2.2 2.3 3.4 4.5 3.5s4-1.3 4.5-3.5',
  townhall: 'M3 6.5L8 3.5l5 3zM4.5 7v4.5M8 7v4.5M11.5 7v4.5M3 12.5h10',
  substation: 'M9 3L5 8.7h3L7 13l4-5.7H8z',
  park: 'M8 13V8.5M8 3a2.9 2.9 0 100 5.8a2.9 2.9 0 100-5.8z',
  peak: 'M3.5 11.5L8 4.5l4.5 7z',
} as const;

const edge = 16;
/** Room around the drawing for the disc it stands on. */
const margin = 2;
/** Px of a picture for each px on the screen. */
const ratio = 2;

/** Gives the map its icons in the colours of a theme, in place of those it had. */
export function drawIcons(map: MapLibreMap, colours: ThemeColours): void {
  for (const [kind, drawing] of Object.entries(mapIcons)) {
    const picture = pictureOf(drawing, colours);
    if (picture === null) continue;
    const name = `map-${kind}`;
    if (map.hasImage(name)) map.updateImage(name, picture);
    else map.addImage(name, picture, { pixelRatio: ratio });
  }
}

function pictureOf(drawing: string, colours: ThemeColours): ImageData | null {
  const size = (edge + 2 * margin) * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.scale(ratio, ratio);
  pen.translate(margin, margin);
  pen.beginPath();
  pen.arc(edge / 2, edge / 2, edge / 2 + margin - 0.75, 0, 2 * Math.PI);
  pen.fillStyle = colours.land;
  pen.fill();
  pen.lineWidth = 0.75;
  pen.strokeStyle = colours.boundary;
  pen.stroke();
  pen.lineWidth = 1.25;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = colours.label;
  pen.stroke(new Path2D(drawing));
  return pen.getImageData(0, 0, size, size);
}
