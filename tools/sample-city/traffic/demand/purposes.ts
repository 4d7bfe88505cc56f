/** Why people and goods are on the road; each has its own pattern of origins and destinations. */
export const purposes = ['to-work', 'from-work', 'errands', 'freight', 'through'] as const;
export type Purpose = (typeof purposes)[number];

/** Hours of the day whose congestion the routes of a purpose are chosen in. */
export const routeHours: Readonly<Record<Purpose, number>> = {
  'to-work': 8,
  'from-work': 17.75,
  errands: 13,
  freight: 13,
  through: 13,
};
