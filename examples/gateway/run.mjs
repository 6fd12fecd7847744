/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// Plays both variants, each in a process that is set up as its users would.
import { AUTO } from '../lib/programs.mjs';
import { runExample } from '../lib/run-example.mjs';
import { spansOfCalls, treesVerdict, verdict } from './verdict.mjs';

const VARIANTS = {
  'by-hand': ['--import', '@opentelemetry/auto-instrumentations-node/register'],
  instrumented: AUTO,
};
const outcomes = new Map();

await runExample({
  folder: import.meta.dirname,
  title: 'A gateway between an agent and three servers',
  legend: ['by-hand: the propagator alone · instrumented: one flag'],
  async play(programs) {
    for (const [service, flags] of Object.entries(VARIANTS)) {
      const { stdout } = await programs.run({
        service,
        file: 'program.mjs',
        args: [service],
        flags,
      });
      const outcome = JSON.parse(stdout);
      outcomes.set(service, {
        ...outcome,
        received: new Map(outcome.received),
      });
    }
  },
  // Written by hand, spans do not have the id of the request, which params lack.
  conventional: ({ service }) => service !== 'by-hand',
  shown: spansOfCalls,
  verdict(collected) {
    for (const [service, outcome] of outcomes) {
      verdict(
        collected.spans.filter(span => span.service === service),
        outcome
      );
    }
    return treesVerdict(collected);
  },
});
