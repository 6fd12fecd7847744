/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/*
 * What the probe tells about one process. It goes through a file as JSON, so
 * that it survives whatever ends the process: no socket would.
 */

/** What is registered with the API of OpenTelemetry, by class name. */
export interface ApiFacts {
  /** Of the copy that registered first; all others must match it. */
  readonly version?: string;
  readonly tracerProvider?: string;
  readonly contextManager?: string;
  readonly propagator?: string;
  /** The keys that the propagator writes: none, and no context travels. */
  readonly propagatedFields: readonly string[];
}

/** A class of the MCP SDK that sends and receives messages: `Protocol`. */
export interface ProtocolFacts {
  /** Script in which the class is defined; '' where V8 does not know. */
  readonly url: string;
  readonly patched: boolean;
}

/** What is loaded, as V8 sees it: also ES modules, bundles and minified code. */
export interface InspectionFacts {
  /** Scripts of OpenTelemetry and of MCP, as URLs. */
  readonly scripts: readonly string[];
  readonly protocols: readonly ProtocolFacts[];
  /** Whether the SDK's transport of stdio servers is loaded: it is a module of its own. */
  readonly hasStdioServer: boolean;
}

export interface SpanFacts {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** `SpanKind` of the API: 1 is SERVER, 2 is CLIENT. */
  readonly kind: number;
  /** `mcp.method.name`, of spans of MCP. */
  readonly method?: string;
  /** Whether an exporter was given it, and whether it said that it has delivered it. */
  handed: boolean;
  exported: boolean;
}

export interface TelemetryFacts {
  /** Class names of the exporters of spans that were found. */
  readonly exporters: string[];
  /** Class names of processors of spans without an exporter that we know of. */
  readonly otherProcessors: string[];
  /** The first spans that ended, as far as they are sampled. */
  readonly spans: SpanFacts[];
  /** Whether something is still to be found out about the resource: exporters wait for it. */
  resourcePending: boolean;
  /** What an exporter gave for a reason when it failed. */
  exportError?: string;
}

/** A child process. */
export interface SpawnFacts {
  readonly pid: number;
  readonly command: string;
  /** `NODE_OPTIONS` and `OTEL_*` that the user gave the parent, and it was not given. */
  readonly missing: readonly string[];
  /** The signal that ended it. */
  signal?: string;
  /** Whether its stdin was sent JSON-RPC: it is an MCP server. */
  mcp: boolean;
}

/** A call of `module.register`. */
export interface LoaderFacts {
  readonly specifier: string;
  readonly parent?: string;
  /** Whether it was made with `createAddHookMessageChannel()`. */
  readonly messageChannel: boolean;
  /** Which modules it is for, as text; none where it is for all. */
  readonly filter?: string;
}

export interface ProcessFacts {
  readonly pid: number;
  readonly node: string;
  readonly command: string;
  /** Node's own flags, those of `NODE_OPTIONS` included. */
  readonly flags: string;
  readonly cwd: string;
  /** Values of `OTEL_*` which decide what is recorded and where it goes. */
  readonly environment: Readonly<Record<string, string>>;
  readonly spawned: SpawnFacts[];
  readonly loaders: LoaderFacts[];
  readonly telemetry: TelemetryFacts;
  api: ApiFacts;
  /** Whether `./register` or `./auto` is loaded. */
  registered: boolean;
  /** Whether console output of OpenTelemetry is kept off stdout. */
  guarded: boolean;
  readsStdin: boolean;
  /** TCP ports that it listens on. */
  ports: readonly number[];
  inspection?: InspectionFacts;
  /** Who called `process.exit()`: a function, file and line. */
  exitCaller?: string;
  /** Whether it serves HTTP, and nothing has patched `http`. */
  servesUnpatchedHttp: boolean;
  /** Number of the doctor's last request that it has answered. */
  answered: number;
  exited: boolean;
}

/** File in which the doctor counts its requests to look again. */
export const REQUEST_FILE = 'request';

/** Of the environment, what findings speak of; values of others may be secret. */
export const REPORTED_VARIABLES = [
  'OTEL_SDK_DISABLED',
  'OTEL_LOG_LEVEL',
  'OTEL_TRACES_EXPORTER',
  'OTEL_METRICS_EXPORTER',
  'OTEL_LOGS_EXPORTER',
  'OTEL_PROPAGATORS',
  'OTEL_TRACES_SAMPLER',
  'OTEL_SERVICE_NAME',
] as const;
