/** What lies above what on the map; a higher order is drawn later. Names of the base map lie just under `selection`. */
export const drawingOrder = { links: 10, places: 20, selection: 30 } as const;
