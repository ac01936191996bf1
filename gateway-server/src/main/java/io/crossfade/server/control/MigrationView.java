package io.crossfade.server.control;

import io.crossfade.core.config.MigrationConfig;
import io.crossfade.metrics.judge.MigrationJudge;
import io.crossfade.metrics.window.StepReports;
import io.crossfade.metrics.window.StepWindows;
import io.crossfade.routing.migration.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * One migration as readers see it.
 *
 * @param state where it stands
 * @param declared what the file in force says, or null when it does not name it
 * @param windows evidence of the current step
 * @param reports the same, over the spans people look at
 * @param judge its readings and alerts
 */
public record MigrationView(
    MigrationState state,
    @Nullable MigrationConfig declared,
    StepWindows windows,
    StepReports reports,
    MigrationJudge judge) {}
