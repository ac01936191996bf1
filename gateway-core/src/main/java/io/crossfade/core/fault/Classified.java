package io.crossfade.core.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider's error, understood.
 *
 * @param fault what it means; its message is fit for the caller
 * @param retryable whether the same target may be asked again; narrower than the kind's own rule
 *     when a quota is used up
 * @param retryAfter how long the provider asks to wait, or null when it does not say
 * @param shape whose error shape the provider's body has
 * @param passable whether that body may go to a caller of the same wire as it is, with the status
 *     the provider gave it, once {@link SecretMask} has gone over it
 */
public record Classified(
    Fault fault,
    boolean retryable,
    @Nullable Duration retryAfter,
    ErrorShape shape,
    boolean passable) {}
