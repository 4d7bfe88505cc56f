import type { TourIncident } from '../../main/common/contract/messages/workspace.ts';
import type { Extent, ViewPatch } from '../../main/common/view.ts';

/** What a step of the tour knows of the city. */
export interface TourScene {
  readonly incident: TourIncident;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What the map shows of the whole city, and of the streets around the incident. */
  readonly whole: Extent | null;
  readonly around: Extent | null;
}

export interface TourStep {
  readonly id: 'city' | 'incident' | 'ahead' | 'why' | 'then' | 'sure';
  /** The title, as a key of the wording, of the section of the drill-down that it speaks of. */
  readonly section: 'drilldown.what' | 'drilldown.why' | 'drilldown.how-sure' | null;
  /** What is shown while it is told. */
  readonly view: (scene: TourScene) => ViewPatch;
}

const minutes = 60_000;

/** How long after an incident its queue is looked at. */
export const afterIncident = 15 * minutes;

/** The tour in order. Each step says all that it needs, so that one can go back and forth. */
export const tourSteps: readonly TourStep[] = [
  {
    id: 'city',
    section: null,
    view: ({ whole }) => ({ selection: null, targetAt: null, extent: whole }),
  },
  {
    id: 'incident',
    section: 'drilldown.what',
    view: ({ incident, around }) => ({ selection: incident.place, targetAt: null, extent: around }),
  },
  {
    id: 'ahead',
    section: 'drilldown.what',
    view: ({ incident, now }) => ({ selection: incident.place, targetAt: now + 30 * minutes }),
  },
  {
    id: 'why',
    section: 'drilldown.why',
    view: ({ incident, now }) => ({ selection: incident.place, targetAt: now + 30 * minutes }),
  },
  {
    id: 'then',
    section: 'drilldown.how-sure',
    view: ({ incident }) => ({
      selection: incident.place,
      targetAt: Math.ceil((incident.incidentAt + afterIncident) / (5 * minutes)) * 5 * minutes,
    }),
  },
  {
    id: 'sure',
    section: 'drilldown.how-sure',
    view: ({ incident, now }) => ({ selection: incident.place, targetAt: now + 30 * minutes }),
  },
];
