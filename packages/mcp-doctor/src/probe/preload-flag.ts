/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The flag that preloads a CommonJS module, as words of `NODE_OPTIONS`. */
export function preloadFlag(file: string): string {
  return `--require ${JSON.stringify(file)}`;
}

/** What `NODE_OPTIONS` holds beside that flag. */
export function withoutPreload(options: string, file: string): string {
  return options.replace(preloadFlag(file), '').trim();
}

/**
 * Puts the preload into whatever sets `NODE_OPTIONS` afresh among the arguments
 * of a process: the script of a shell, as `npm start` starts one, or a word of
 * its own, as `cross-env` takes it.
 */
export function keepPreload(args: readonly string[], file: string): string[] {
  // What has to be quoted cannot be put between quotes of either kind.
  return /[\s"'\\]/.test(file)
    ? [...args]
    : args.map((arg, at) => {
        const isScript = /^-\w*c$/.test(args[at - 1] ?? '');
        return arg.replace(
          isScript ? /\bNODE_OPTIONS=(["']?)/g : /^NODE_OPTIONS=()/,
          (_, quote: string) => {
            const space = isScript && quote === '' ? '\\ ' : ' ';
            return `NODE_OPTIONS=${quote}--require=${file}${space}`;
          }
        );
      });
}
