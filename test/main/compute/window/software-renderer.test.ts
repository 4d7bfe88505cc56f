import { expect, test } from 'vitest';
import { isSoftwareRenderer } from '../../../../main/compute/window/software-renderer.ts';

test.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'Google Inc. (Mesa) ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)',
  'ANGLE (Mesa, softpipe, OpenGL 3.3)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver (WARP) Direct3D11)',
  'Mesa lavapipe',
  'Software Rasterizer',
  'Apple Software Renderer',
  'google swiftshader',
])('%s is imitated by the processor', (name) => {
  expect(isSoftwareRenderer(name)).toBe(true);
});

test.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3080 (0x00002206) Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  'ANGLE (AMD, AMD Radeon RX 6700 XT (radeonsi, navi22, LLVM 15.0.6, DRM 3.49), OpenGL 4.6)',
  'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  'nvidia ampere',
  '',
])('%s is a card', (name) => {
  expect(isSoftwareRenderer(name)).toBe(false);
});
