import type { Forecaster, TrainedModel } from '../model.ts';
import { noLinks } from '../series/series.ts';
import type { Window } from '../series/window.ts';

/** The same forecaster where no place has a neighbour: what the links are worth is the difference. It is not kept or restored. */
export function withoutLinks(forecaster: Forecaster): Forecaster {
  const declaration = {
    ...forecaster.declaration,
    id: `${forecaster.declaration.id}-without-links`,
    name: `${forecaster.declaration.name}-without-links`,
    title: `${forecaster.declaration.title}, without links`,
  };
  return {
    declaration,
    async fit(series, options) {
      const unlinked = { ...series, links: noLinks(series.places.length, series.links.type) };
      return judgedWithoutLinks(await forecaster.fit(unlinked, options));
    },
    restore: (stored) => forecaster.restore(stored),
  };
}

function judgedWithoutLinks(fitted: TrainedModel): TrainedModel {
  const cut = (window: Window): Window => ({
    ...window,
    links: noLinks(window.places.length, window.links.type),
  });
  return {
    declaration: fitted.declaration,
    places: fitted.places,
    usual: fitted.usual,
    validation: fitted.validation,
    predict: (window, options) => fitted.predict(cut(window), options),
    onWindow: (window) => fitted.onWindow(cut(window)),
    explain: (window, place, step, situations) => fitted.explain(cut(window), place, step, situations),
    store: () => fitted.store(),
  };
}
