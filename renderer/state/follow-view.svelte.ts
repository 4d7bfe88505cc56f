import { view } from './view.svelte.ts';

/** Gives the page the theme and the language of the view, before anything that depends on them is drawn. */
export function followView(): void {
  $effect.pre(() => {
    document.documentElement.dataset['theme'] = view.current.theme;
    document.documentElement.lang = view.current.language;
  });
}
