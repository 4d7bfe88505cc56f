/** Puts a box beside a point of its parent, on the side where there is room. Use as an attachment. */
export function beside(x: number, y: number): (element: HTMLElement) => void {
  return (element) => {
    const parent = element.offsetParent;
    if (parent === null) return;
    const { offsetWidth, offsetHeight } = element;
    const left = x + 14 + offsetWidth > parent.clientWidth ? x - 14 - offsetWidth : x + 14;
    const top = Math.min(Math.max(8, y + 12), parent.clientHeight - offsetHeight - 8);
    element.style.left = `${String(Math.max(8, left))}px`;
    element.style.top = `${String(top)}px`;
  };
}
