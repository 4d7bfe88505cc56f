import './zod-without-eval.ts';
import '@fontsource-variable/source-sans-3';
import 'maplibre-gl/dist/maplibre-gl.css';
import './design/tokens.css';
import './design/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { startState } from './state/start.ts';

startState();
mount(App, { target: document.body });
