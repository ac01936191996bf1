package io.crossfade.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement comes from.
 *
 * @param url address of the source, or null for a passage of a document in the conversation
 * @param title of the source, or null
 * @param quoted the words cited, or null
 * @param raw the whole citation in its own dialect
 */
public record Citation(
    @Nullable String url, @Nullable String title, @Nullable String quoted, Extras raw) {}
