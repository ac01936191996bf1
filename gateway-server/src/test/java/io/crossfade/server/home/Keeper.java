package io.crossfade.server.home;

import io.crossfade.server.testing.Answer;
import io.crossfade.server.testing.SeenRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider of OpenAI's API that keeps what it makes, and knows nothing that others made. */
final class Keeper implements Function<SeenRequest, Answer> {
  private static final Pattern ID = Pattern.compile("(resp|file|batch|thread|vs)[_-][a-z]+[0-9]+");

  private final String name;
  private final Set<String> kept = Collections.synchronizedSet(new LinkedHashSet<>());

  Keeper(String name) {
    this.name = name;
  }

  /** The ids of what it keeps, oldest first. */
  Set<String> kept() {
    return kept;
  }

  @Override
  public Answer apply(SeenRequest request) {
    String unknown = unknown(request.target() + " " + request.text());
    if (unknown != null) {
      boolean path = request.target().contains(unknown);
      return refusal(path ? 404 : 400, unknown);
    }
    return switch (request.method()) {
      case "POST" -> made(request);
      case "DELETE" -> removed(request);
      default -> found(request);
    };
  }

  private @Nullable String unknown(String text) {
    Matcher ids = ID.matcher(text);
    while (ids.find()) {
      if (!kept.contains(ids.group())) {
        return ids.group();
      }
    }
    return null;
  }

  private Answer made(SeenRequest request) {
    String prefix = request.target().contains("files") ? "file-" : "resp_";
    String id = make(prefix);
    if (request.text().contains("\"stream\":true")) {
      return Answer.stream()
          .event(
              "response.created",
              "{\"type\":\"response.created\",\"response\":{\"id\":\"%s\"}}".formatted(id))
          .event(
              "response.completed",
              "{\"type\":\"response.completed\",\"response\":{\"id\":\"%s\"}}".formatted(id))
          .lastChunk();
    }
    return body(id);
  }

  String make(String prefix) {
    String id = prefix + name + kept.size();
    kept.add(id);
    return id;
  }

  private Answer removed(SeenRequest request) {
    Matcher id = ID.matcher(request.target());
    String gone = id.find() ? id.group() : "";
    kept.remove(gone);
    return body(gone);
  }

  private Answer found(SeenRequest request) {
    Matcher id = ID.matcher(request.target());
    return body(id.find() ? id.group() : "");
  }

  private Answer body(String id) {
    return Answer.json(
        200,
        """
        {"id":"%s","object":"response","status":"completed","output":[],"choices":[],"by":"%s"}\
        """
            .formatted(id, name));
  }

  private static Answer refusal(int status, String id) {
    return Answer.json(
        status,
        """
        {"error":{"message":"No object with id '%s' found.","type":"invalid_request_error",\
        "param":null,"code":null}}\
        """
            .formatted(id));
  }
}
