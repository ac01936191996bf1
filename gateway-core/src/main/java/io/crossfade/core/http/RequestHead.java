package io.crossfade.core.http;

import org.jspecify.annotations.Nullable;

/**
 * A request line and its fields, already proven to have one reading only.
 *
 * @param method upper case, a token
 * @param path absolute path as sent, percent-encoding kept, without the query
 * @param query what follows the first {@code ?}, or null
 * @param headers fields as sent, hop-by-hop ones included
 */
public record RequestHead(String method, String path, @Nullable String query, Headers headers) {}
