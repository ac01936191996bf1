package io.crossfade.metrics.export;

/**
 * Whether one provider answers for one model.
 *
 * @param provider name in the configuration
 * @param model canonical id
 * @param available whether calls may be sent there now
 */
public record ProviderStatus(String provider, String model, boolean available) {}
