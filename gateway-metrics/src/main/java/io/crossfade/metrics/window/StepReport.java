package io.crossfade.metrics.window;

/**
 * One arm over the three spans people look at.
 *
 * @param minute the last minute, up to {@link StepReports#GRAIN} more
 * @param fiveMinutes the last five minutes, up to {@link StepReports#GRAIN} more
 * @param step since the step began
 */
public record StepReport(ArmReport minute, ArmReport fiveMinutes, ArmReport step) {}
