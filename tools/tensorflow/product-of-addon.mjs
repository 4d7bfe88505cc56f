/**
 * Prints `TensorFlow VERSION` where the addon named on the command line multiplies [[1, 2], [3, 4]] by itself rightly,
 * and another line where a graphics card did it.
 */
const addon = { exports: /** @type {Record<string, any>} */ ({}) };
process.dlopen(addon, process.argv[2] ?? '');
const { exports: tensorflow } = addon;
const matrix = tensorflow['createTensor']([2, 2], tensorflow['TF_FLOAT'], new Float32Array([1, 2, 3, 4]));
const attributes = [
  { name: 'transpose_a', type: tensorflow['TF_ATTR_BOOL'], value: false },
  { name: 'transpose_b', type: tensorflow['TF_ATTR_BOOL'], value: false },
  { name: 'T', type: tensorflow['TF_ATTR_TYPE'], value: tensorflow['TF_FLOAT'] },
];
const [product] = tensorflow['executeOp']('MatMul', attributes, [matrix, matrix], 1);
const numbers = [...tensorflow['tensorDataSync'](product.id)].join(' ');
if (numbers !== '7 10 15 22') throw new Error(`The product is wrong: ${numbers}`);
console.log(`TensorFlow ${tensorflow['TF_Version']}`);
if (tensorflow['isUsingGpuDevice']()) console.log('On a graphics card');
