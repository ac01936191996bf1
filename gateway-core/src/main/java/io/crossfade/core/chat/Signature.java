package io.crossfade.core.chat;

/**
 * Proof that a model wrote something, which must be returned byte for byte to whoever issued it and
 * to nobody else.
 *
 * @param issuer dialect of the provider that signed
 * @param value opaque text
 */
public record Signature(String issuer, String value) {}
