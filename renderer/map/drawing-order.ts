/** What lies above what on the map; a higher order is drawn later. */
export const drawingOrder = { links: 10, places: 20, selection: 30 } as const;
