/*
 * Copyright The OpenTelemetry MCP Authors
 * SPDX-License-Identifier: Apache-2.0
 */

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A language model behind HTTP, here a scripted one: POST /generate. */
public class LlmService {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final List<String> finished = new CopyOnWriteArrayList<>();
  private static final SecureRandom random = new SecureRandom();

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/generate", LlmService::generate);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
    Runtime.getRuntime().addShutdownHook(new Thread(LlmService::flush));
  }

  static void generate(HttpExchange exchange) throws IOException {
    Span span = new Span("POST /generate", SERVER, exchange.getRequestHeaders().getFirst("traceparent"));
    byte[] prompt = exchange.getRequestBody().readAllBytes();
    Span chat = new Span("chat scripted-1", CLIENT, span.traceparent());
    pause(120);
    chat.end(
        "gen_ai.operation.name", "chat",
        "gen_ai.provider.name", "scripted",
        "gen_ai.request.model", "scripted-1");
    byte[] answer = ("I read: " + new String(prompt, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    span.end("http.request.method", "POST", "url.path", "/generate");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /** A span below a W3C traceparent, or the first of a trace where there is none. */
  static class Span {
    private final String traceId;
    private final String parentId;
    private final String spanId = randomHex(8);
    private final String name;
    private final int kind;
    private final long start = nanos();

    Span(String name, int kind, String traceparent) {
      String[] parts = traceparent == null ? new String[0] : traceparent.split("-");
      this.traceId = parts.length < 4 ? randomHex(16) : parts[1];
      this.parentId = parts.length < 4 ? "" : parts[2];
      this.name = name;
      this.kind = kind;
    }

    String traceparent() {
      return "00-" + traceId + "-" + spanId + "-01";
    }

    void end(String... attributes) {
      finished.add(
          """
          {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","kind":%d,
           "startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s]}"""
              .formatted(traceId, spanId, parentId, name, kind, start, nanos(), keyValues(attributes)));
    }
  }

  static String keyValues(String... names) {
    StringBuilder json = new StringBuilder();
    for (int index = 0; index < names.length; index += 2) {
      json.append(index == 0 ? "" : ",")
          .append("{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(names[index], names[index + 1]));
    }
    return json.toString();
  }

  /** Posts all spans as OTLP/JSON, with the headers of OTEL_EXPORTER_OTLP_HEADERS. */
  static void flush() {
    String body =
        """
        {"resourceSpans":[{"resource":{"attributes":[%s]},
          "scopeSpans":[{"scope":{"name":"example"},"spans":[%s]}]}]}"""
            .formatted(
                keyValues("service.name", System.getenv("OTEL_SERVICE_NAME")), String.join(",", finished));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String headers = System.getenv().getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "");
    for (String pair : headers.split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        request.header(parts[0].trim(), URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    try {
      var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() != 200) {
        System.err.println("The backend answered " + response.statusCode());
      }
    } catch (IOException | InterruptedException failure) {
      System.err.println(failure);
    }
  }

  static String randomHex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
