/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

const SHAPES: readonly ((index: number) => string)[] = [
  index => `name-${index}`,
  index => `${index}${'x'.repeat(5_000)}`,
  // a pair that the 128th unit cuts in two
  index => `${String(index).padEnd(127, 'y')}\u{1f4a3}tail`,
  index => `\ud83d${index}`,
  index => `${index}\udca3`,
  index => `__proto__\n${index}\u0000`,
  index => ` ${index}\u202e"';DROP TABLE--`,
];

/** Text from somebody who means no good, different for every index. */
export function hostileText(index: number): string {
  const shape = SHAPES[index % SHAPES.length] ?? String;
  return shape(index);
}
