/**
 * Which checks a command line names: its first words as long as they are names of checks; all where there is none.
 *
 * @param {readonly string[]} parameters
 * @param {readonly string[]} names every check there is
 */
export function chosenFrom(parameters, names) {
  const end = parameters.findIndex((parameter) => !names.includes(parameter));
  const chosen = end === -1 ? parameters : parameters.slice(0, end);
  return { chosen: new Set(chosen.length === 0 ? names : chosen), rest: parameters.slice(chosen.length) };
}
