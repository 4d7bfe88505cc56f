/** A screen in memory, as large as the wall displays the console is tested for. */
export const virtualDisplay = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -nolisten tcp'];
