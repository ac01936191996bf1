package io.crossfade.core.json;

import io.crossfade.core.json.BodyFacts.CohortFields;
import io.crossfade.core.json.JsonCursor.Token;
import org.jspecify.annotations.Nullable;

/** Picks the fields that may serve as cohort keys; of a repeated one the last counts. */
final class CohortFieldReader {
  private final JsonCursor cursor;
  private @Nullable String safetyIdentifier;
  private @Nullable String user;
  private @Nullable String metadataUserId;
  private @Nullable String conversation;
  private @Nullable String promptCacheKey;

  CohortFieldReader(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the value of the key under the cursor if it is one of these fields. */
  boolean readField() {
    if (cursor.is("user")) {
      user = string();
    } else if (cursor.is("safety_identifier")) {
      safetyIdentifier = string();
    } else if (cursor.is("prompt_cache_key")) {
      promptCacheKey = string();
    } else if (cursor.is("conversation")) {
      conversation = stringOrField("id");
    } else if (cursor.is("metadata")) {
      cursor.next();
      metadataUserId = cursor.token() == Token.OBJECT_START ? field("user_id") : skipped();
    } else {
      return false;
    }
    return true;
  }

  CohortFields fields() {
    return new CohortFields(safetyIdentifier, user, metadataUserId, conversation, promptCacheKey);
  }

  private @Nullable String string() {
    return cursor.next() == Token.STRING ? cursor.text() : skipped();
  }

  private @Nullable String stringOrField(String name) {
    return cursor.next() == Token.OBJECT_START
        ? field(name)
        : cursor.token() == Token.STRING ? cursor.text() : skipped();
  }

  private @Nullable String field(String name) {
    String found = null;
    while (cursor.next() == Token.KEY) {
      if (cursor.is(name)) {
        found = string();
      } else {
        cursor.next();
        cursor.skip();
      }
    }
    return found;
  }

  private @Nullable String skipped() {
    cursor.skip();
    return null;
  }
}
