// What a run has to have been: every step of expect.json, in order, and nobody connected past our class.
import { isDeepStrictEqual } from 'node:util';

/** What is wrong with a run of the class of this name; an empty list if nothing is. */
export function problemsOf({ expect }, className, { steps, traffic, error }) {
  return [
    ...stepProblems(Object.entries(expect), steps),
    ...(error ? [error] : []),
    ...(className === 'native' ? [] : trafficProblems(traffic, className)),
  ];
}

function stepProblems(expected, steps) {
  const problems = [];
  for (const [index, [name, value]] of expected.entries()) {
    const step = steps[index];
    if (step === undefined) return [...problems, `${name}: did not come to it`];
    if (step.step !== name) return [...problems, `${step.step}: came instead of ${name}`];
    if (step.error !== undefined) return [...problems, `${name}: ${step.error}`];
    if (!isDeepStrictEqual(step.value, value))
      problems.push(`${name}: ${JSON.stringify(step.value)} instead of ${JSON.stringify(value)}`);
  }
  for (const { step } of steps.slice(expected.length)) problems.push(`${step}: not in expect.json`);
  return problems;
}

function trafficProblems(traffic, className) {
  if (!traffic) return ['nothing is known of the traffic'];
  const { isOnGlobal, sockets, fromOutside, inspected, sent, received } = traffic;
  const problems = [];
  if (!isOnGlobal) problems.push('our class is not on the global any more');
  if (sockets === 0) problems.push('our class made no connection');
  for (const url of fromOutside) problems.push(`connected past our class: ${url}`);
  if (className !== 'inspected') return problems;
  if (inspected !== sockets) problems.push(`${inspected} of ${sockets} sockets were inspected`);
  if (!sent?.messages) problems.push('our class sent nothing');
  if (!received?.messages) problems.push('our class received nothing');
  return problems;
}
