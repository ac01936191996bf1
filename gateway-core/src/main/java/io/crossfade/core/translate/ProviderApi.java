package io.crossfade.core.translate;

import java.util.function.Supplier;

/**
 * A provider's API, both ways: its four translators.
 *
 * @param dialect its name; that of a wire, where it is the same API
 * @param requests prints what it is asked
 * @param responses reads its whole answers
 * @param streams makes the reader of one streamed answer
 * @param errors understands its errors
 */
public record ProviderApi(
    String dialect,
    RequestPrinter requests,
    ResponseReader responses,
    Supplier<ProviderStream> streams,
    ErrorReader errors) {}
