import type { Page } from 'playwright-core';

/**
 * What is wrong with the screen as it stands, in words: a page that overflows, text that is cut off where nothing says
 * so, a key where its wording should be. [] when nothing is.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { documentElement: root, body } = document;
    const faults: string[] = [];
    if (Math.max(root.scrollWidth, body.scrollWidth) > root.clientWidth) faults.push('the page is too wide');
    if (Math.max(root.scrollHeight, body.scrollHeight) > root.clientHeight)
      faults.push('the page is too high');
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.nodeValue?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || element === null || !isSeen(element)) continue;
      if (/^[a-z-]+\.[a-z.-]+$/u.test(text) && !/\.(csv|geojson|parquet)$/u.test(text))
        faults.push(`key "${text}"`);
      const cut = cutBy(element, node);
      if (cut !== null) faults.push(`"${text}" is cut by ${cut}`);
    }
    return faults;

    function isSeen(element: Element): boolean {
      return (
        element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
        element.closest('.visually-hidden, script, style, option, datalist') === null
      );
    }

    /** The box that cuts text off sideways without an ellipsis or a scroll bar to say so; null when it is whole. */
    function cutBy(element: Element, text: Node): string | null {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right, width } = range.getBoundingClientRect();
      if (width === 0) return null;
      for (let box: Element | null = element; box !== null; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'visible') continue;
        if (style.overflowX === 'auto' || style.overflowX === 'scroll' || style.textOverflow === 'ellipsis')
          return null;
        const edge = box.getBoundingClientRect();
        if (left < edge.left - 1 || right > edge.right + 1) return nameOf(box);
      }
      return left < -1 || right > window.innerWidth + 1 ? 'the window' : null;
    }

    function nameOf(box: Element): string {
      return `${box.tagName.toLowerCase()}.${(box.getAttribute('class') ?? '').split(' ')[0] ?? ''}`;
    }
  });
}
