import { viewSchema, type View } from '../../main/common/view.ts';

/** The view that the page's address asks a picture of, as `?map=<view as JSON>`; null for the console itself. */
export function viewOfPicture({ search }: Pick<Location, 'search'>): View | null {
  const asked = new URLSearchParams(search).get('map');
  if (asked === null) return null;
  return viewSchema.parse(JSON.parse(asked));
}

/** The title by which the page says that the map is drawn completely. */
export const pictureReady = 'map-ready';
