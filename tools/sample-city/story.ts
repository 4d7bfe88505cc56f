/** What is written down rather than drawn: the afternoon of the first screen, Thursday 18 June 2026, and the warm spell before it. */
export const story = {
  /** The warm spell overloads feeders: °C above the norm on its hottest afternoon. Instants UTC. */
  heat: {
    startsAt: Date.UTC(2026, 5, 8, 4),
    hottestAt: Date.UTC(2026, 5, 11, 15),
    endsAt: Date.UTC(2026, 5, 14, 4),
    celsius: 11,
  },
  /** 15:40 in Lisbon. */
  rain: { startsAt: Date.UTC(2026, 5, 18, 14, 40), endsAt: Date.UTC(2026, 5, 18, 21) },
  /** 16:41 in Lisbon, on the north-east of the motorway ring, reported three minutes later. */
  collision: {
    key: 'collision-story',
    startsAt: Date.UTC(2026, 5, 18, 15, 41),
    endsAt: Date.UTC(2026, 5, 18, 17, 6),
    reportedAt: Date.UTC(2026, 5, 18, 15, 44),
    /** Share of the lanes that it closes. */
    size: 2 / 3,
  },
  /** 20:00 in Lisbon, at the arena. */
  match: {
    key: 'event-match-2026-06-18',
    startsAt: Date.UTC(2026, 5, 18, 19),
    endsAt: Date.UTC(2026, 5, 18, 20, 50),
    visitors: 26_000,
  },
} as const;
