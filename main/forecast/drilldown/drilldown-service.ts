import type { CallOptions } from '../../common/contract/client.ts';
import type { RequestOf, ResponseOf } from '../../common/contract/define.ts';
import type { EngineMessages } from '../../common/contract/engine-contract.ts';
import { causesOf } from '../causes/causes.ts';
import { evaluateExplanations } from '../explained/evaluate-explanations.ts';
import { influenceOf } from '../explained/influence.ts';
import type { Scene } from '../scene.ts';
import { scenariosOf } from '../scenarios/scenarios.ts';
import { alikeOf } from './alike.ts';
import { drilldownOf, type DrilldownTools } from './drilldown.ts';
import { reachOf } from './reach.ts';

type Body<N extends keyof EngineMessages> = RequestOf<EngineMessages, N>;
type Answer<N extends keyof EngineMessages> = Promise<ResponseOf<EngineMessages, N>>;

/** Whatever answers why a forecast of a topic is what it is. Each throws MetropoleError `forecast-no-data` where nothing is loaded. */
export class DrilldownService {
  readonly #tools: DrilldownTools;
  readonly #sceneNow: () => Promise<{ readonly scene: Scene; readonly now: number }>;

  /** @param sceneNow what is loaded, and what the console calls now */
  constructor(
    tools: DrilldownTools,
    sceneNow: () => Promise<{ readonly scene: Scene; readonly now: number }>,
  ) {
    this.#tools = tools;
    this.#sceneNow = sceneNow;
  }

  async get(body: Body<'drilldown.get'>, signal?: AbortSignal): Answer<'drilldown.get'> {
    const { scene, now } = await this.#sceneNow();
    return await drilldownOf(this.#tools, scene, now, body, signal);
  }

  /** What happened when it was like this before. */
  async alike(body: Body<'drilldown.alike'>): Answer<'drilldown.alike'> {
    const { scene, now } = await this.#sceneNow();
    return await alikeOf(this.#tools.store, scene, now, body);
  }

  /** What is logged that a departure from the usual may be associated with. */
  async causes(body: Body<'drilldown.causes'>): Answer<'drilldown.causes'> {
    const { scene, now } = await this.#sceneNow();
    return await causesOf(this.#tools.store, this.#tools.usual, scene, now, body);
  }

  /** Which places push a forecast, and whose forecasts its place pushes. */
  async reach(body: Body<'drilldown.reach'>, signal?: AbortSignal): Answer<'drilldown.reach'> {
    const { scene, now } = await this.#sceneNow();
    return await reachOf(this.#tools, scene, now, body, signal);
  }

  /** What would change a forecast, as far as its model is told of it. */
  async scenarios(body: Body<'drilldown.scenarios'>, signal?: AbortSignal): Answer<'drilldown.scenarios'> {
    const { scene, now } = await this.#sceneNow();
    return await scenariosOf(this.#tools, scene, now, body, signal);
  }

  /** @throws MetropoleError as `evaluateExplanations` does */
  async evaluate(options: CallOptions): Answer<'explain.evaluate'> {
    const { scene, now } = await this.#sceneNow();
    return await evaluateExplanations(this.#tools, scene, now, options);
  }

  /** Which groups of inputs matter where and when. @throws MetropoleError as `influenceOf` does */
  async influence(options: CallOptions): Answer<'explain.influence'> {
    const { scene, now } = await this.#sceneNow();
    return await influenceOf(this.#tools, scene, now, options);
  }
}
