package io.crossfade.core.translate;

/**
 * A dialect callers speak, both ways.
 *
 * @param dialect its name; the same as that of a provider whose API it is
 * @param requests reads what callers ask
 * @param responses prints whole answers
 * @param streams prints answers event by event
 */
public record ChatWire(
    String dialect,
    RequestReader requests,
    ResponsePrinter responses,
    EventPrinter.Maker streams) {}
