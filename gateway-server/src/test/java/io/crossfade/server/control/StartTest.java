package io.crossfade.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.routing.migration.MigrationEvent;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.store.FlakyLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is known of a migration from its first moment on. */
final class StartTest {

  /** Whoever listened later would know of these only what the log holds by then. */
  @Test
  void start_fileWithAMigration_tellsItsFirstEventsAsWell() {
    List<MigrationEvent> heard = new CopyOnWriteArrayList<>();
    Migrations.Ports ports = new Migrations.Ports(new FlakyLog(), 1, Checkpoints.NONE);
    Migrations migrations =
        Migrations.start(ports, Yaml.read(Yaml.migration("split: 5%")), heard::add);
    migrations.close();
    assertThat(heard).extracting(MigrationEvent::to).containsExactly("draft", "running");
  }
}
