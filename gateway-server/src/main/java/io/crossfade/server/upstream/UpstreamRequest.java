package io.crossfade.server.upstream;

import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestBody;

/**
 * One attempt, ready to be written.
 *
 * @param loop index of the event loop to use
 * @param method HTTP method
 * @param target origin-form request target, base path included
 * @param headers end-to-end fields, the provider's credential among them; {@code host} and framing
 *     are the connection's to add
 * @param body read once, when the connection is there
 * @param firstByteMillis longest wait for the answer's head, from the last byte of the request
 * @param idleMillis longest silence in the answer, counted only while a read is outstanding
 */
public record UpstreamRequest(
    int loop,
    String method,
    String target,
    Headers headers,
    RequestBody body,
    long firstByteMillis,
    long idleMillis) {}
