/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
export { metaGetter } from './carrier/meta-getter.ts';
export { metaSetter } from './carrier/meta-setter.ts';
export { extractMeta } from './propagation/extract-meta.ts';
export { injectMeta } from './propagation/inject-meta.ts';
export type { WithMeta } from './propagation/inject-meta.ts';
export type { MetaPropagationOptions } from './propagation/options.ts';
