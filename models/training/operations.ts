import * as tf from '@tensorflow/tfjs-core';

/**
 * A matrix product. On `wasm` its gradient transposes first: that backend multiplies transposed operands several times more
 * slowly than it transposes and multiplies.
 */
export function product(left: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  return tf.getBackend() === 'wasm' ? transposingProduct(left, right) : tf.matMul(left, right);
}

function transposingProduct(left: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  const operation = tf.customGrad<tf.Tensor2D>((a, b, save) => {
    if (!(a instanceof tf.Tensor) || !(b instanceof tf.Tensor) || typeof save !== 'function') {
      throw new TypeError('two tensors expected');
    }
    save([a, b]);
    return {
      value: tf.matMul<tf.Tensor2D>(a, b),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => {
        const [first, second] = saved;
        if (first === undefined || second === undefined) throw new RangeError('two saved tensors expected');
        return [tf.matMul(gradient, tf.transpose(second)), tf.matMul(tf.transpose(first), gradient)];
      },
    };
  });
  return operation(left, right);
}

/**
 * What is below zero becomes zero. Save on `wasm`, which rounds signs of tiny numbers to zero, the gradient takes signs: what
 * `tf.relu` takes is eight operations on native TensorFlow, some of which copy from JavaScript.
 */
export function relu(input: tf.Tensor2D): tf.Tensor2D {
  return tf.getBackend() === 'wasm' ? tf.relu(input) : reluBySigns(input);
}

function reluBySigns(input: tf.Tensor2D): tf.Tensor2D {
  const operation = tf.customGrad<tf.Tensor2D>((_, save) => {
    if (typeof save !== 'function') throw new TypeError('a function expected');
    const value = tf.relu(input);
    save([value]);
    return {
      value,
      gradFunc: (gradient: tf.Tensor, [saved]: tf.Tensor[]) => {
        if (saved === undefined) throw new RangeError('a saved tensor expected');
        return tf.mul(gradient, tf.sign(saved));
      },
    };
  });
  return operation(input);
}
