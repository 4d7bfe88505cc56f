/** Drawings of 16 x 16, stroked with the colour of the text; every one is an SVG path. */
export const icons = {
  add: 'M8 3v10M3 8h10',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  'chevron-down': 'M4 6l4 4 4-4',
  clear: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  remove: 'M3 4h10M6 4V2.5h4V4M4.5 4l.7 9.5h5.6L11.5 4',
  document: 'M4 2h5l3 3v9H4zM9 2v3h3M6 8h4M6 11h4',
  edit: 'M3 13l.8-3L10.5 3.2l2.3 2.3L6 12.2zM9.2 4.5l2.3 2.3',
  folder: 'M2 4h4l1.5 2H14v7H2z',
  heartbeat: 'M1.5 8h3l2-4 3 8 2-4h3',
  import: 'M8 2v8M4.5 6.5L8 10l3.5-3.5M2.5 13.5h11',
  information: 'M8 7v5M8 4v.5M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13z',
  larger: 'M1.500 13l3-8 3 8M2.600 10h3.800M8 13l3.200-10 3.300 10M9.200 9.500h4.200',
  layers: 'M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3',
  minus: 'M3 8h10',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l8 5-8 5z',
  'restore-extent': 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4',
  search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5L14 14',
  'step-back': 'M11 3l-6 5 6 5zM4 3v10',
  'step-forward': 'M5 3l6 5-6 5zM12 3v10',
  table: 'M2 3h12v10H2zM2 6.5h12M2 9.750h12M6 3v10',
  warning: 'M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.5v.5',
} as const;

export type IconName = keyof typeof icons;
