/** What the makers of graphics drivers that compute on the processor call them. */
const softwareNames = [
  /swiftshader/i,
  /llvmpipe/i,
  /lavapipe/i,
  /softpipe/i,
  /software rasterizer/i,
  /swrast/i,
  /microsoft basic render/i,
  /\bwarp\b/i,
  /apple software renderer/i,
];

/** Whether the name of a renderer is that of a graphics card imitated by the processor. */
export function isSoftwareRenderer(name: string): boolean {
  return softwareNames.some((software) => software.test(name));
}
