/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What tells an authorised sender: by the names of OpenTelemetry's variables and of its distributions. */
const SECRET_NAME =
  /(HEADERS?|KEYS?|CERTIFICATES?|CERTS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|CREDENTIALS?|AUTH|AUTHORIZATION|COOKIES?)$|_(API_?KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|AUTH)_/i;

/** A URL with a user or with parameters: many a vendor takes its key there. */
const SECRET_URL = /^[a-z][a-z+.-]*:\/\/([^/?#]*@|[^#]*\?)/i;

/**
 * Whether a variable lets its holder act in the name of somebody: headers of
 * exporters, keys and certificates of clients, tokens, and URLs that contain one.
 */
export function isCredential(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || SECRET_URL.test(value.trim());
}
