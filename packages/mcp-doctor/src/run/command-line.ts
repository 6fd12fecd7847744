/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { basename } from 'node:path';
import { keepPreload } from '../probe/preload-flag.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** A program to start, and the variables that it gets. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly variables: Variables;
}

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;

/**
 * Takes what stands before the program, as it would be written in a shell:
 * `env -i -u NAME A=b node …`, or only `A=b node …`. Left to `env`, a
 * `NODE_OPTIONS` among them would replace that with the probe. Other options of
 * `env` are left to it.
 */
export function readCommandLine(
  words: readonly string[],
  given: Variables
): CommandLine {
  const [first = ''] = words;
  const isEnv = /^g?env$/.test(basename(first));
  const variables = new Map(Object.entries(given));
  let at = isEnv ? 1 : 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const assignment = ASSIGNMENT.exec(word);
    if (assignment !== null) {
      variables.set(assignment[1] ?? '', assignment[2]);
    } else if (isEnv && /^(-|-i|--ignore-environment)$/.test(word)) {
      variables.clear();
    } else if (isEnv && /^-u|^--unset=/.test(word)) {
      const name = word.replace(/^-u|^--unset=/, '');
      at += name === '' ? 1 : 0;
      variables.delete(name === '' ? (words[at] ?? '') : name);
    } else {
      break;
    }
  }
  const [command, ...args] = words.slice(at);
  return command === undefined || (isEnv && command.startsWith('-'))
    ? { command: first, args: words.slice(1), variables: given }
    : { command, args, variables: Object.fromEntries(variables) };
}

/** The same for the words of a shell's script. */
export function withPreload(line: CommandLine, preload: string): CommandLine {
  return { ...line, args: keepPreload(line.args, preload) };
}
