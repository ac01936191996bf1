package io.crossfade.server.control;

import static io.crossfade.server.control.Yaml.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.MigrationConfig;
import io.crossfade.core.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which people and tools save files. The test looks in place of the thread. */
final class ConfigSourceTest {
  private static final String FIVE = migration("split: 5%");
  private static final String TEN = migration("split: 10%");

  /** Looks after which a bad file is bad for good. */
  private static final int UNTIL_TOLD = 20;

  @TempDir private Path folder;
  private final FileWatch watch = new FileWatch();
  private final Secrets secrets = new Secrets(watch);
  private final List<Config> applied = new CopyOnWriteArrayList<>();
  private final List<ConfigSource.Reload> reloads = new CopyOnWriteArrayList<>();
  private Path file;

  @BeforeEach
  void begin() throws IOException {
    file = Files.writeString(folder.resolve("gateway.yaml"), FIVE);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private ConfigSource follow(Path path) {
    ConfigFile config = new ConfigFile(path, Yaml::parse);
    ConfigSource source = new ConfigSource(config, secrets, watch, reloads::add);
    assertThat(source.read()).isInstanceOf(ConfigResult.Valid.class);
    source.follow(this::apply);
    return source;
  }

  private ConfigSource.Reload apply(Config config) {
    applied.add(config);
    return new ConfigSource.Reload(true, "applied");
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watch.look();
    }
  }

  private List<Integer> splits() {
    return applied.stream()
        .flatMap(config -> config.migrations().stream())
        .map(MigrationConfig::splitBuckets)
        .toList();
  }

  @Test
  void save_inPlace_isAppliedOnce() throws IOException {
    follow(file);
    look(3);
    assertThat(applied).isEmpty();
    Files.writeString(file, TEN);
    look(5);
    assertThat(splits()).containsExactly(1_000);
    assertThat(reloads).containsExactly(new ConfigSource.Reload(true, "applied"));
  }

  @Test
  void save_byRename_isApplied() throws IOException {
    follow(file);
    Path fresh = Files.writeString(folder.resolve("gateway.yaml~"), TEN);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    look(2);
    assertThat(splits()).containsExactly(1_000);
  }

  @Test
  void save_byRenameWithSameSizeAndTime_isApplied() throws IOException {
    follow(file);
    Path fresh = Files.writeString(folder.resolve("fresh"), FIVE.replace("5%", "7%"));
    Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(file));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    look(2);
    assertThat(splits()).containsExactly(700);
  }

  @Test
  void save_bySwappedFolderLink_isApplied() throws IOException {
    Path mounted = Files.createDirectory(folder.resolve("mount"));
    Path first = Files.createDirectory(mounted.resolve("..2027_01"));
    Path second = Files.createDirectory(mounted.resolve("..2027_02"));
    Files.writeString(first.resolve("gateway.yaml"), FIVE);
    Files.writeString(second.resolve("gateway.yaml"), TEN);
    Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2027_01"));
    Path link =
        Files.createSymbolicLink(mounted.resolve("gateway.yaml"), Path.of("..data/gateway.yaml"));
    follow(link);

    Path swapped = Files.createSymbolicLink(mounted.resolve("..tmp"), Path.of("..2027_02"));
    Files.move(swapped, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    look(2);
    assertThat(splits()).containsExactly(1_000);
  }

  @Test
  void save_inSeveralWrites_isSeenWhole() throws IOException {
    follow(file);
    byte[] whole = TEN.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 40) {
      Files.write(file, Arrays.copyOf(whole, length));
      watch.look();
    }
    Files.write(file, whole);
    look(3);
    assertThat(splits()).containsExactly(1_000);
    assertThat(reloads).extracting(ConfigSource.Reload::ok).containsExactly(true);
  }

  @Test
  void save_halfWrittenThenWhole_isNotReportedAsBad() throws IOException {
    follow(file);
    Files.writeString(file, TEN.substring(0, TEN.length() - 8));
    look(2);
    Files.writeString(file, TEN);
    look(2);
    assertThat(reloads).containsExactly(new ConfigSource.Reload(true, "applied"));
  }

  @Test
  void save_emptyForAMoment_isNotReportedAsBad() throws IOException {
    follow(file);
    Files.writeString(file, "");
    look(8);
    Files.writeString(file, TEN);
    look(2);
    assertThat(reloads).containsExactly(new ConfigSource.Reload(true, "applied"));
  }

  @Test
  void save_emptyForGood_isReportedOnce() throws IOException {
    follow(file);
    Files.writeString(file, "");
    look(UNTIL_TOLD);
    assertThat(reloads).extracting(ConfigSource.Reload::ok).containsExactly(false);
  }

  @Test
  void hangUp_aStorm_readsTheFileOnceMoreAndNoOftener() {
    CompletableFuture<Void> free = new CompletableFuture<>();
    ConfigSource source = follow(file);
    watch.execute(free::join);
    for (int signal = 0; signal < 1_000; signal++) {
      source.hangUp();
    }
    free.complete(null);
    assertThat(source.reload()).succeedsWithin(Rig.LIMIT);
    assertThat(reloads).hasSize(2);
  }

  @Test
  void save_badFile_keepsRunningAndSaysWhereOnce() throws IOException {
    ConfigSource source = follow(file);
    Files.writeString(file, FIVE.replace("5%", "500%"));
    look(UNTIL_TOLD);
    assertThat(applied).isEmpty();
    assertThat(reloads).hasSize(1);
    assertThat(reloads.getFirst().ok()).isFalse();
    assertThat(reloads.getFirst().message()).contains(file + ":5:").contains("; ");
    assertThat(source.last()).isEqualTo(reloads.getFirst());
  }

  @Test
  void save_fileDeletedThenBack_keepsRunningThenApplies() throws IOException {
    follow(file);
    Files.delete(file);
    look(UNTIL_TOLD);
    assertThat(reloads).extracting(ConfigSource.Reload::ok).containsExactly(false);
    assertThat(reloads.getFirst().message()).contains("the file is missing");
    Files.writeString(file, TEN);
    look(2);
    assertThat(splits()).containsExactly(1_000);
  }

  @Test
  void save_notText_isBad() throws IOException {
    follow(file);
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    look(UNTIL_TOLD);
    assertThat(reloads).hasSize(1);
    assertThat(reloads.getFirst().message()).contains("UTF-8");
  }

  @Test
  void reload_untouchedFile_isAppliedAgain() {
    ConfigSource source = follow(file);
    assertThat(source.reload())
        .succeedsWithin(Rig.LIMIT)
        .isEqualTo(new ConfigSource.Reload(true, "applied"));
    assertThat(splits()).containsExactly(500);
  }

  @Test
  void follow_changedSinceItWasRead_isApplied() throws IOException {
    ConfigSource source =
        new ConfigSource(new ConfigFile(file, Yaml::parse), secrets, watch, reloads::add);
    assertThat(source.read()).isInstanceOf(ConfigResult.Valid.class);
    Files.writeString(file, TEN);
    source.follow(this::apply);
    look(2);
    assertThat(splits()).containsExactly(1_000);
  }

  @Test
  void save_thatCannotBePutInForce_isReported() throws IOException {
    follow(file)
        .follow(
            config -> {
              throw new IllegalStateException("bug");
            });
    Files.writeString(file, TEN);
    look(2);
    assertThat(reloads).extracting(ConfigSource.Reload::ok).containsExactly(false);
  }

  @Test
  void start_runningThread_appliesWithinASecondOrSo() throws IOException {
    follow(file);
    watch.start();
    Files.writeString(file, TEN);
    Await.until("the change to be applied", () -> splits().equals(List.of(1_000)));
  }

  @Test
  void secretFile_changes_isReadAgainWithoutAReload() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "first\n");
    Secret secret = new Secret.InFile(key.toString());
    Files.writeString(file, FIVE.replace("${KEY}", "file:" + key));
    follow(file);
    assertThat(secrets.reveal(secret)).isEqualTo("first");

    Files.writeString(key, "second\r\n");
    look(2);
    assertThat(secrets.reveal(secret)).isEqualTo("second");

    Files.writeString(key, "two words");
    look(5);
    assertThat(secrets.reveal(secret)).isEqualTo("second");
    assertThat(reloads).isEmpty();
  }

  @Test
  void secretFile_noLongerNamed_keepsItsValueForCallsUnderWay() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "first\n");
    Secret secret = new Secret.InFile(key.toString());
    Files.writeString(file, FIVE.replace("${KEY}", "file:" + key));
    follow(file);
    Files.writeString(file, FIVE);
    look(2);
    assertThat(applied).hasSize(1);
    Files.delete(key);
    look(3);
    assertThat(secrets.reveal(secret)).isEqualTo("first");
  }

  @Test
  void secretFile_missing_isABadConfiguration() throws IOException {
    follow(file);
    Path key = folder.resolve("key");
    Files.writeString(file, FIVE.replace("${KEY}", "file:" + key));
    look(UNTIL_TOLD);
    assertThat(reloads).hasSize(1);
    assertThat(reloads.getFirst().message()).contains("secret file " + key);
    assertThat(applied).isEmpty();
  }
}
