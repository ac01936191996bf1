package io.crossfade.core.usage;

import io.crossfade.core.json.JsonCursor;
import io.crossfade.core.json.JsonCursor.Token;
import java.util.Arrays;

/**
 * Reads the {@code usage} objects of one answer, in any of the dialects providers write them in.
 * The last value of each field counts, because streams repeat and revise them; nothing is ever
 * added up. One thread at a time.
 */
public final class UsageReader {
  private static final int PROMPT = 0;
  private static final int COMPLETION = 1;
  private static final int TOTAL = 2;

  /** Anthropic's, which leaves out what came from a cache or went there. */
  private static final int INPUT = 3;

  private static final int CACHE_READ = 4;
  private static final int CACHE_CREATED = 5;
  private static final int CACHED = 6;
  private static final int CACHE_WRITE = 7;
  private static final int REASONING = 8;
  private static final int AUDIO_IN = 9;
  private static final int AUDIO_OUT = 10;
  private static final int FIELDS = 11;

  private record Field(String name, int slot) {}

  /** What providers call the numbers that stand in the object itself. */
  private static final Field[] NUMBERS = {
    new Field("prompt_tokens", PROMPT),
    new Field("completion_tokens", COMPLETION),
    new Field("total_tokens", TOTAL),
    new Field("input_tokens", INPUT),
    new Field("output_tokens", COMPLETION),
    new Field("cache_read_input_tokens", CACHE_READ),
    new Field("cache_creation_input_tokens", CACHE_CREATED),
    new Field("prompt_cache_hit_tokens", CACHED),
    new Field("cached_tokens", CACHED),
    new Field("num_cached_tokens", CACHED),
  };

  private static final Field[] PROMPT_DETAILS = {
    new Field("cached_tokens", CACHED),
    new Field("cache_write_tokens", CACHE_WRITE),
    new Field("audio_tokens", AUDIO_IN),
  };

  private static final Field[] COMPLETION_DETAILS = {
    new Field("reasoning_tokens", REASONING),
    new Field("thinking_tokens", REASONING),
    new Field("audio_tokens", AUDIO_OUT),
  };

  private final int[] values = new int[FIELDS];
  private boolean any;

  public UsageReader() {
    Arrays.fill(values, -1);
  }

  /**
   * Takes in the value under the cursor, which is behind it afterwards.
   *
   * @param usage on a value; anything but an object says nothing
   */
  public void read(JsonCursor usage) {
    if (usage.token() == Token.OBJECT_START) {
      readObject(usage);
    } else {
      usage.skip();
    }
  }

  private void readObject(JsonCursor usage) {
    while (usage.next() == Token.KEY) {
      int slot = slotOf(usage, NUMBERS);
      boolean ofPrompt = usage.is("prompt_tokens_details") || usage.is("input_tokens_details");
      boolean ofCompletion =
          usage.is("completion_tokens_details") || usage.is("output_tokens_details");
      usage.next();
      if (slot >= 0) {
        take(usage, slot);
      } else if ((ofPrompt || ofCompletion) && usage.token() == Token.OBJECT_START) {
        readDetails(usage, ofPrompt ? PROMPT_DETAILS : COMPLETION_DETAILS);
      } else {
        usage.skip();
      }
    }
  }

  private void readDetails(JsonCursor details, Field[] fields) {
    while (details.next() == Token.KEY) {
      int slot = slotOf(details, fields);
      details.next();
      if (slot >= 0) {
        take(details, slot);
      } else {
        details.skip();
      }
    }
  }

  private static int slotOf(JsonCursor key, Field[] fields) {
    for (Field field : fields) {
      if (key.is(field.name)) {
        return field.slot;
      }
    }
    return -1;
  }

  private void take(JsonCursor number, int slot) {
    int value = number.asInt(-1);
    if (value >= 0) {
      values[slot] = value;
      any |= slot == PROMPT || slot == INPUT || slot == COMPLETION;
    }
    number.skip();
  }

  /** What has been read so far; {@link Usage#MISSING} before the first count. */
  public Usage usage() {
    if (!any) {
      return Usage.MISSING;
    }
    long prompt =
        values[PROMPT] >= 0 ? values[PROMPT] : of(INPUT) + of(CACHE_READ) + of(CACHE_CREATED);
    return new Usage(
        Usage.Source.REPORTED,
        prompt,
        completion(prompt),
        Math.max(of(CACHED), of(CACHE_READ)),
        Math.max(of(CACHE_WRITE), of(CACHE_CREATED)),
        of(REASONING),
        of(AUDIO_IN),
        of(AUDIO_OUT));
  }

  /** xAI counts reasoning beside the completion, everybody else within it: the total tells. */
  private long completion(long prompt) {
    long completion = of(COMPLETION);
    boolean beside = of(TOTAL) == prompt + completion + of(REASONING);
    return beside ? completion + of(REASONING) : completion;
  }

  private long of(int slot) {
    return Math.max(0, values[slot]);
  }
}
