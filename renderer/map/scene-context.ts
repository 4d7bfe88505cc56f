import { createContext } from 'svelte';
import type { MapScene } from './scene.svelte.ts';

/** The map that a layer or control component stands on. */
export const [sceneOf, provideScene] = createContext<() => MapScene>();
