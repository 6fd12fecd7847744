/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

// The database: one of yours, if DATABASE_URL names it, else PostgreSQL as a
// library (PGlite) behind a socket.
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';

const SCHEMA = `
  DROP TABLE IF EXISTS items;
  CREATE TABLE items (name text PRIMARY KEY, price numeric NOT NULL);
  INSERT INTO items VALUES ('kettle', 30), ('lamp', 45);`;

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function startDatabase() {
  const { DATABASE_URL: given } = process.env;
  if (given) {
    const client = new pg.Client(given);
    await client.connect();
    await client.query(SCHEMA);
    await client.end();
    return { url: given, close: async () => {} };
  }
  const db = await PGlite.create();
  await db.exec(SCHEMA);
  const host = '127.0.0.1';
  const server = new PGLiteSocketServer({
    db,
    host,
    port: 0,
    maxConnections: 8,
  });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    async close() {
      await server.stop();
      await db.close();
    },
  };
}
