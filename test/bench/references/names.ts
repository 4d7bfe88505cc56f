/** What contestants are called in the tables. */
export const ours = 'ours on tensorflow';
export const overWasm = 'ours on wasm, one thread';
export const eager = 'Python TensorFlow, eager';
export const inFunction = 'Python TensorFlow, tf.function';
export const ownTraining = 'our training on tensorflow';
export const onnxruntime = 'onnxruntime-node';
