package io.crossfade.core.provider.openai;

import io.crossfade.core.chat.Field;
import java.util.Map;
import java.util.Set;

/**
 * How one type of provider departs from OpenAI's chat.
 *
 * @param names of settings it calls otherwise
 * @param refused what it answers with an error, ignores, or means otherwise
 * @param thoughts where it wants back what its models thought
 * @param habits what else is particular
 */
record Quirks(Map<Field, String> names, Set<Field> refused, Thoughts thoughts, Set<Habit> habits) {

  /** Where the thoughts of an earlier answer go. */
  enum Thoughts {
    /** Nowhere: the field would be refused. */
    NOWHERE,
    /** {@code reasoning_content} of the message. */
    REASONING_CONTENT,
    /** {@code reasoning} of the message. */
    REASONING,
    /** A part of the content, of type {@code thinking}. */
    CONTENT
  }

  /** What a provider does not do as OpenAI does. */
  enum Habit {
    /** It knows {@code system} for OpenAI's newer {@code developer}. */
    NO_DEVELOPER_ROLE,
    /** It refuses {@code stream_options}, and tells usage in every stream. */
    NO_STREAM_OPTIONS,
    /** JSON it can promise, a schema it cannot. */
    NO_SCHEMA,
    /** It takes no {@code file} parts. */
    NO_FILES,
    /** It knows no {@code refusal} of an earlier answer, which is text to it. */
    NO_REFUSALS,
    /** Ids of tool calls are nine letters or digits. */
    NINE_LETTER_CALL_IDS,
    /** Results of tools may hold pictures, and no user may speak directly behind one. */
    PICTURES_IN_RESULTS
  }

  Quirks {
    names = Map.copyOf(names);
    refused = Set.copyOf(refused);
    habits = Set.copyOf(habits);
  }

  boolean has(Habit habit) {
    return habits.contains(habit);
  }
}
