/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// No MCP: a program that a signal ends, with what cleans up after it.
const [what] = process.argv.slice(2);
const cleanUp = () => {
  process.stderr.write('cleaned up\n');
};
if (what === 'signal-exit 3') {
  const { default: onExit } = await import('signal-exit3');
  onExit(cleanUp);
}
if (what === 'signal-exit 4') {
  const { onExit } = await import('signal-exit4');
  onExit(cleanUp);
}
if (what === 'ora') {
  const { default: ora } = await import('ora');
  ora({ text: 'busy', isEnabled: true }).start();
}
process.stderr.write(`ready ${process.pid}\n`);
if (what === 'a busy loop') {
  for (;;) Math.random();
}
setInterval(() => undefined, 1_000);
