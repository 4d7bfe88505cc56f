import { expect, test } from 'vitest';
import { Tour } from '../../../renderer/state/tour.svelte.ts';
import { tourSteps } from '../../../renderer/tour/tour-steps.ts';
import { FakeEngine, fakeNow } from '../fake/engine.ts';
import { connect, consoleState, until, type ConsoleState } from './console.ts';

const incident = { place: 3, incidentAt: fakeNow - 24 * 60_000 };

async function openTour(
  options: { readonly tour?: typeof incident } = {},
): Promise<ConsoleState & { readonly tour: Tour; readonly engine: FakeEngine }> {
  const state = consoleState();
  const tour = new Tour(state.connection, state.view, state.places);
  const engine = new FakeEngine({ places: 5, ...options });
  connect(state, engine);
  await until(() => state.frames.facts !== null && state.places.isKnown);
  return { ...state, tour, engine };
}

test('is offered where the city has an incident, until somebody takes or declines it', async () => {
  const { tour, view } = await openTour({ tour: incident });
  await until(() => tour.isOffered);
  expect(view.current.selection).toBeNull();
  tour.start();
  expect(tour.isOffered).toBe(false);
  tour.end();
  expect(tour.isOffered).toBe(false);
  expect(tour.step).toBeNull();
});

test('is none where the city has no incident', async () => {
  const { tour, connection } = await openTour();
  await connection.call('workspace.info', {});
  expect(tour.isOffered).toBe(false);
  tour.start();
  expect(tour.step).toBeNull();
});

test('shows each step what it tells of, forth and back, and every window with it', async () => {
  const { tour, view, engine } = await openTour({ tour: incident });
  await until(() => tour.isOffered);
  tour.start();
  expect(tour.step?.id).toBe('city');
  tour.next();
  expect(view.current).toMatchObject({ selection: 3, targetAt: null });
  const { extent } = view.current;
  expect((extent?.east ?? 0) - (extent?.west ?? 0)).toBeCloseTo(0.05, 5);
  tour.next();
  await until(() => engine.view.targetAt === fakeNow + 30 * 60_000);
  tour.next();
  tour.next();
  expect(tour.step?.id).toBe('then');
  expect(view.current.targetAt).toBeGreaterThanOrEqual(incident.incidentAt + 15 * 60_000);
  expect(view.current.targetAt).toBeLessThan(fakeNow);
  tour.back();
  expect(tour.step?.id).toBe('why');
  expect(view.current.targetAt).toBe(fakeNow + 30 * 60_000);
});

test('ends behind its last step and leaves the console as it is', async () => {
  const { tour, view } = await openTour({ tour: incident });
  await until(() => tour.isOffered);
  tour.start();
  for (const _ of tourSteps.slice(1)) tour.next();
  expect(tour.isLast).toBe(true);
  tour.next();
  expect(tour.step).toBeNull();
  expect(view.current.selection).toBe(3);
});
