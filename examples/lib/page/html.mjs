/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Text that is HTML already. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {Record<string, string>} */
const ENTITIES = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template whose values are escaped, unless they come from `html` as well.
 * Lists are joined; `undefined` is nothing.
 *
 * @param {TemplateStringsArray} parts
 * @param {...unknown} values
 */
export function html(parts, ...values) {
  const texts = parts.map((part, index) => part + render(values[index]));
  return new Markup(texts.join(''));
}

/** @param {string} text */
export const verbatim = text => new Markup(text);

/**
 * @param {unknown} value
 * @returns {string}
 */
function render(value) {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, found => ENTITIES[found] ?? '');
}
