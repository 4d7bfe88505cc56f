/** Becomes true so many milliseconds after the component that called it appeared. */
export function delayed(milliseconds: number): { readonly current: boolean } {
  let isOver = $state(false);
  $effect(() => {
    const timer = setTimeout(() => {
      isOver = true;
    }, milliseconds);
    return () => clearTimeout(timer);
  });
  return {
    get current() {
      return isOver;
    },
  };
}
