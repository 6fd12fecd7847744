/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */
export { metaGetter } from './carrier/meta-getter.ts';
export { metaSetter } from './carrier/meta-setter.ts';
export { extractForeign } from './foreign/extract-foreign.ts';
export type { ForeignCarrier } from './foreign/extract-foreign.ts';
export { clearMeta } from './propagation/clear-meta.ts';
export { extractMeta } from './propagation/extract-meta.ts';
export { injectMeta } from './propagation/inject-meta.ts';
export type { WithMeta } from './propagation/inject-meta.ts';
export type {
  BaggagePolicy,
  InjectMetaOptions,
  MetaPropagationOptions,
} from './propagation/options.ts';
export { matchesPeer, peerMatcher } from './trust/matches-peer.ts';
export type { McpPeer } from './trust/matches-peer.ts';
export { receiveMeta } from './trust/receive-meta.ts';
export type {
  InboundPolicy,
  ParentPolicy,
  ReceivedMeta,
  ReceiveMetaOptions,
} from './trust/receive-meta.ts';
