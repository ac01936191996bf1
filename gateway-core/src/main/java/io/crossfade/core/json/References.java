package io.crossfade.core.json;

import io.crossfade.core.json.JsonCursor.Token;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the ids of what a provider keeps – files, responses, threads, containers – in the JSON of
 * requests and answers. It knows the fields that name such objects, wherever they stand, and looks
 * at no others: an id of a tool call or of a user says nothing about who keeps it.
 */
public final class References {
  /** Most ids taken from one document. */
  public static final int MAX_IDS = 64;

  private static final int MAX_CHARS = 128;
  private static final List<String> NAMES =
      List.of(
          "file_id",
          "file_ids",
          "previous_response_id",
          "conversation",
          "container",
          "container_id",
          "vector_store_id",
          "vector_store_ids",
          "assistant_id",
          "thread_id",
          "batch_id",
          "input_file_id",
          "output_file_id",
          "error_file_id",
          "training_file",
          "validation_file",
          "result_files");

  private final JsonCursor cursor;
  private final boolean items;
  private final List<String> found = new ArrayList<>(4);

  private References(JsonCursor cursor, boolean items) {
    this.cursor = cursor;
    this.items = items;
  }

  /**
   * The ids in a document, in their order.
   *
   * @param json from its reader to its writer index; neither moved nor released; what stands behind
   *     a break or a cut is not seen
   * @param items whether fields called {@code id} count too, as in answers and in the items of
   *     OpenAI's responses
   */
  public static List<String> in(ByteBuf json, boolean items) {
    try (JsonCursor cursor = JsonCursor.over(json)) {
      return new References(cursor, items).read();
    }
  }

  private List<String> read() {
    Token token = cursor.next();
    while (token != Token.END && token != Token.BAD && found.size() < MAX_IDS) {
      if (token == Token.KEY) {
        readField();
      }
      token = cursor.next();
    }
    return found;
  }

  private void readField() {
    if (cursor.is("metadata")) {
      cursor.next();
      cursor.skip();
    } else if (namesAnObject()) {
      cursor.next();
      readIds();
    }
  }

  /** A loop, because a stream here would be made for every field of every body. */
  private boolean namesAnObject() {
    for (int at = 0; at < NAMES.size(); at++) {
      if (cursor.is(NAMES.get(at))) {
        return true;
      }
    }
    return items && cursor.is("id");
  }

  private void readIds() {
    if (cursor.token() == Token.STRING) {
      take();
    } else if (cursor.token() == Token.ARRAY_START) {
      while (cursor.next() == Token.STRING) {
        take();
      }
    }
  }

  private void take() {
    int length = cursor.end() - cursor.start();
    if (length > 0 && length <= MAX_CHARS && found.size() < MAX_IDS) {
      found.add(cursor.text());
    }
  }
}
