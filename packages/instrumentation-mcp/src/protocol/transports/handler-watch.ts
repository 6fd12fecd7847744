/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import { attempt } from '../prototypes.ts';
import type { Method, SdkTransport } from '../sdk-shapes.ts';

type Handler = 'onmessage' | 'onclose';

/**
 * Hears what one of a transport's handlers is called with, whoever sets it and
 * when. Most transports keep it as a plain property, in whose place an accessor
 * stands meanwhile; on some it is an accessor already, which is given a handler
 * as the SDK does it.
 *
 * @returns stops it, and leaves the handler of the host
 */
export function hearHandler(
  transport: SdkTransport,
  name: Handler,
  hear: (argument: unknown) => void
): () => void {
  let host = transport[name];
  let ours = heard(host, hear);
  const isPlain = !isAccessor(transport, name);
  const accessor: PropertyDescriptor = {
    configurable: true,
    enumerable: true,
    get: () => ours,
    set: (next: Method | undefined) => {
      host = next;
      ours = heard(next, hear);
    },
  };
  if (isPlain && Reflect.defineProperty(transport, name, accessor)) {
    return () => {
      const current = Object.getOwnPropertyDescriptor(transport, name);
      if (current?.get === accessor.get) {
        const plain = { configurable: true, enumerable: true, writable: true };
        Object.defineProperty(transport, name, { ...plain, value: host });
      }
    };
  }
  transport[name] = ours;
  return () => {
    if (transport[name] === ours) {
      transport[name] = host;
    }
  };
}

/** The handler itself is captured: who has read it may call it later still. */
function heard(
  host: Method | undefined,
  hear: (argument: unknown) => void
): Method {
  return function (this: object, ...args) {
    hear(args[0]);
    return host === undefined ? undefined : Reflect.apply(host, this, args);
  };
}

function isAccessor(transport: object, name: string): boolean {
  let link: object | null = transport;
  while (link !== null) {
    const holder: object = link;
    const found = attempt(() => Object.getOwnPropertyDescriptor(holder, name));
    if (found !== undefined) {
      return found.get !== undefined || found.set !== undefined;
    }
    link =
      attempt(() => Object.getPrototypeOf(holder) as object | null) ?? null;
  }
  return false;
}
