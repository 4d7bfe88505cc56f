import '../main/common/zod-without-eval.ts';
import '@fontsource-variable/source-sans-3';
import 'maplibre-gl/dist/maplibre-gl.css';
import './design/tokens.css';
import './design/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { prepareBaseMap } from './map/base-map.ts';
import MapPicture from './map/MapPicture.svelte';
import { viewOfPicture } from './map/picture.ts';
import { startState } from './state/start.ts';
import { view } from './state/view.svelte.ts';

const pictured = viewOfPicture(window.location);
if (pictured !== null) view.fix(pictured);
prepareBaseMap();
startState();
mount(pictured === null ? App : MapPicture, { target: document.body });
