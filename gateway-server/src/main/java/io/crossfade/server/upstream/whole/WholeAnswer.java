package io.crossfade.server.upstream.whole;

import io.crossfade.core.http.Headers;

/**
 * An answer with all there is to it.
 *
 * @param body its first megabyte, as UTF-8
 */
public record WholeAnswer(int status, Headers headers, String body) {}
