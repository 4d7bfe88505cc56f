import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultView } from '../../../main/common/view.ts';
import { ViewState } from '../../../main/engine/view-state.ts';
import { readWorkspaceSettings } from '../../../main/engine/workspace-settings.ts';
import { scratchFolder } from '../store/store.ts';

const settingsFile = (text?: string): string => {
  const file = join(scratchFolder(), 'settings.json');
  if (text !== undefined) writeFileSync(file, text);
  return file;
};

test('live runs are kept for 35 days unless the workspace says otherwise', () => {
  expect(readWorkspaceSettings(settingsFile()).keepLiveRunsDays).toBe(35);
  expect(readWorkspaceSettings(settingsFile('{"keepLiveRunsDays": 7}')).keepLiveRunsDays).toBe(7);
  for (const wrong of ['0', '-3', '1.5', '"many"', '99999'])
    expect(readWorkspaceSettings(settingsFile(`{"keepLiveRunsDays": ${wrong}}`)).keepLiveRunsDays).toBe(35);
});

test('what is damaged counts as fresh, and spoils nothing else', () => {
  expect(readWorkspaceSettings(settingsFile('{"view": {'))).toEqual({
    view: defaultView,
    keepLiveRunsDays: 35,
  });
  expect(readWorkspaceSettings(settingsFile('{"view": {"theme": "pink"}, "keepLiveRunsDays": 9}'))).toEqual({
    view: defaultView,
    keepLiveRunsDays: 9,
  });
});

test('the view outlives a session but for target time and selection, and what stands beside it stays', () => {
  const file = settingsFile('{"keepLiveRunsDays": 7, "note": "ours"}');
  const view = new ViewState(file);
  view.patch({ selection: 3, targetAt: 1000 });
  expect(readFileSync(file, 'utf8')).toBe('{"keepLiveRunsDays": 7, "note": "ours"}');
  view.patch({ theme: 'light', selection: 4 });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ keepLiveRunsDays: 7, note: 'ours' });
  expect(new ViewState(file).view).toEqual({ ...defaultView, theme: 'light' });
});

test('a view that an earlier version kept stays, with the layers that have come since', () => {
  const { topic, layers, ...earlier } = defaultView;
  const own = layers.filter(({ id }) => id.startsWith('s')).map((layer) => ({ ...layer, visible: false }));
  const kept = readWorkspaceSettings(
    settingsFile(JSON.stringify({ view: { ...earlier, theme: 'light', layers: own } })),
  );
  expect(kept.view).toMatchObject({ theme: 'light', topic });
  expect(kept.view.layers).toEqual([...own, ...layers.filter(({ id }) => !id.startsWith('s'))]);
});
