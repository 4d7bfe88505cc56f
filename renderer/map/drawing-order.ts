/** What lies above what on the map; a higher order is drawn later. Names of the base map lie just under `selection`. */
export const drawingOrder = {
  safety: 5,
  links: 10,
  traffic: 20,
  energy: 22,
  reach: 28,
  scenario: 29,
  selection: 30,
} as const;
