import { topics, type Topic } from '../../main/common/metrics.ts';
import type { Wording } from '../../main/common/wording.ts';

/** A topic to choose from; one that nothing is loaded of cannot be chosen and says so. */
export interface TopicOption {
  readonly value: Topic;
  readonly label: string;
  readonly disabled: boolean;
}

/** Every topic of which models could be, as long as something is loaded of one. */
export function topicOptions(loaded: readonly Topic[], wording: Wording): readonly TopicOption[] {
  if (loaded.length === 0) return [];
  return topics.map((value) => {
    const topic = wording.say(`shell.topic.${value}`);
    const disabled = !loaded.includes(value);
    return {
      value,
      disabled,
      label: disabled ? wording.say('models.topic-absent', { value, topic }) : topic,
    };
  });
}
