package io.crossfade.core.chat;

/**
 * What an answer is told to be where its provider does not say.
 *
 * @param id of the call
 * @param model that was asked
 * @param created Unix time in seconds
 */
public record Stamp(String id, String model, long created) {}
