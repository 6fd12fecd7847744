/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { run } from '../packaging/commands.ts';
import { packAll, type PackedPackage } from '../packaging/packages.ts';
import { nodeExecutable, type NodeLine } from './nodes.ts';

type Dependencies = Readonly<Record<string, string>>;

/** A folder with our packages as a user has them: packed, installed by npm. */
export interface UserMachine {
  readonly line: NodeLine;
  readonly folder: string;
  /** Absolute path of the Node that it was installed with. */
  readonly node: string;
  /** The version of an installed package; undefined where it is not there. */
  version(name: string): string | undefined;
  /** Copies a folder of programs into it, afresh. Returns where they are. */
  place(programs: string): string;
}

const DEPENDENCIES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'dependencies.json'), 'utf8')
) as Dependencies;

const machines = new Map<string, Promise<UserMachine>>();
let packed: Promise<readonly PackedPackage[]> | undefined;

/**
 * Installs our packed packages beside what the tests of users' programs need.
 * Versions are npm's own choice on that Node: OpenTelemetry 2.x on Node 20, 3.x
 * on later ones, of which programs find what `auto-instrumentations-node` brings.
 * It lies outside of the workspace, whose `node_modules` would
 * fill in for what is missing, and is shared by all tests of a run, and by later
 * runs as long as nothing has changed.
 *
 * @param added further packages, or other versions; an installation of its own
 * @throws Error with npm's output
 */
export function userMachine(
  line: NodeLine,
  added: Dependencies = {}
): Promise<UserMachine> {
  const key = JSON.stringify([line, added]);
  const made =
    machines.get(key) ?? installed(line, { ...DEPENDENCIES, ...added });
  machines.set(key, made);
  return made;
}

async function installed(
  line: NodeLine,
  dependencies: Dependencies
): Promise<UserMachine> {
  const node = nodeExecutable(line);
  packed ??= packAll(mkdtempSync(join(tmpdir(), 'mcp-packed-')));
  const tarballs = (await packed).map(({ tarball }) => tarball);
  const wanted = JSON.stringify([
    dependencies,
    ...tarballs.map(tarball => digest(readFileSync(tarball))),
  ]);
  const name = `mcp-user-${line}-${digest(JSON.stringify(dependencies))}`;
  const folder = join(realpathSync(tmpdir()), name);
  const stamp = join(folder, '.stamp');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, type: 'module', dependencies };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    await npmInstall(folder, node, tarballs);
    writeFileSync(stamp, wanted);
  }
  return {
    line,
    folder,
    node,
    version: wantedName => versionIn(folder, wantedName),
    place(programs) {
      const target = join(folder, basename(programs));
      rmSync(target, { recursive: true, force: true });
      cpSync(programs, target, { recursive: true });
      return target;
    },
  };
}

/** npm chooses by the Node that runs it, which has to be the user's. */
async function npmInstall(
  folder: string,
  node: string,
  tarballs: readonly string[]
): Promise<void> {
  const { PATH = '' } = process.env;
  await run(
    node,
    [
      npmProgram(),
      'install',
      ...tarballs,
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    {
      cwd: folder,
      env: { ...process.env, PATH: dirname(node) + delimiter + PATH },
    }
  );
}

/** npm as a program of Node's, whichever way the tests were started. */
function npmProgram(): string {
  const { PATH = '', npm_execpath: given } = process.env;
  if (given !== undefined && basename(given) === 'npm-cli.js') {
    return given;
  }
  const found = PATH.split(delimiter)
    .map(folder => join(folder, 'npm'))
    .find(file => existsSync(file));
  if (found === undefined) {
    throw new Error('npm is not on the PATH');
  }
  return realpathSync(found);
}

function versionIn(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    : undefined;
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 12);
}
