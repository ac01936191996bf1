package io.crossfade.server.gateway;

import io.crossfade.core.config.Config;
import io.crossfade.core.config.ConfigResult;
import io.crossfade.core.config.Problem;
import io.crossfade.core.config.Secret;
import io.crossfade.core.config.ServerConfig;
import io.crossfade.core.config.read.ConfigReader;
import io.crossfade.metrics.export.GatewayMetrics;
import io.crossfade.server.admin.AdminContext;
import io.crossfade.server.admin.AdminKeys;
import io.crossfade.server.admin.AdminPort;
import io.crossfade.server.admin.events.History;
import io.crossfade.server.aws.AwsAccount;
import io.crossfade.server.control.ConfigFile;
import io.crossfade.server.control.ConfigSource;
import io.crossfade.server.control.FileWatch;
import io.crossfade.server.control.Migrations;
import io.crossfade.server.control.Secrets;
import io.crossfade.server.control.judging.CheckpointFiles;
import io.crossfade.server.control.judging.Checkpoints;
import io.crossfade.server.control.retention.Retention;
import io.crossfade.server.frontend.Binding;
import io.crossfade.server.frontend.Listener;
import io.crossfade.server.loop.EventLoops;
import io.crossfade.server.notice.Messenger;
import io.crossfade.server.notice.NoticeMeters;
import io.crossfade.server.store.EventLogs;
import io.crossfade.server.store.Store;
import io.crossfade.server.takeover.Takeover;
import io.crossfade.server.usage.CostArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One start: opens everything in the order in which it is needed, and notes what to close. */
final class GatewayStart {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final GatewayOptions options;
  private final Deque<AutoCloseable> open;
  private final GatewayMetrics metrics = new GatewayMetrics(Version.CURRENT);
  private final FileWatch watch = new FileWatch();
  private final AwsAccount account = new AwsAccount();
  private final Secrets secrets;
  private final ConfigSource source;

  GatewayStart(GatewayOptions options, Deque<AutoCloseable> open) {
    this.options = options;
    this.open = open;
    this.secrets = new Secrets(watch, options.environment());
    ConfigFile file =
        new ConfigFile(
            options.config(), (name, text) -> ConfigReader.read(name, text, options.environment()));
    this.source = new ConfigSource(file, secrets, watch, reload -> metrics.reloaded(reload.ok()));
  }

  Gateway run() throws StartFailure, IOException {
    open.push(metrics);
    open.push(secrets);
    open.push(account);
    secrets.onLoad(account::prepare);
    Config config = config();
    EventLoops loops = opened(EventLoops.start(options.loops()));
    Succession succession = new Succession(predecessor(loops));
    succession.begin();
    Store log = store(config, succession);
    CostArchive costs = opened(new CostArchive(log, InstantSource.system(), System::nanoTime));
    History history = new History(log);
    Migrations migrations =
        opened(
            Migrations.start(
                new Migrations.Ports(log, loops.count(), evidence()), config, history));
    DataPlane plane = new DataPlane(options, metrics, costs, secrets, account, open);
    LiveStack stack = plane.stack(loops, migrations);
    follow(migrations);
    opened(new Retention(migrations, log, evidence(), InstantSource.system())).begin();
    ServerConfig server = config.server();
    Binding adminSocket = succession.binding(server.admin(), Succession.ADMIN);
    AdminContext context =
        new AdminContext(migrations, source, history, metrics, costs, System::nanoTime);
    AdminPort admin = opened(AdminPort.open(loops, adminSocket, context, adminKey(server)));
    Binding dataSocket = succession.binding(server.listen(), Succession.DATA);
    Listener data = opened(Listener.open(loops, dataSocket, stack, plane.port(config, watch)));
    Gateway gateway =
        new Gateway(open, new Gateway.Ports(data, admin), migrations, List.of(costs, log));
    gateway.openDoor(loops, options.data());
    return gateway;
  }

  private Config config() throws StartFailure {
    return switch (source.read()) {
      case ConfigResult.Valid(Config config, List<Problem> warnings) -> {
        warnings.forEach(warning -> LOG.warn("{}", warning));
        yield config;
      }
      case ConfigResult.Invalid(List<Problem> problems) ->
          throw new StartFailure(
              StartFailure.BAD_INPUT, problems.stream().map(Problem::toString).toList());
    };
  }

  private @Nullable Takeover predecessor(EventLoops loops) throws IOException {
    return options.takeover() ? Takeover.ask(loops, options.data(), Succession.SOCKETS) : null;
  }

  private Store store(Config config, Succession succession) throws IOException {
    Files.createDirectories(options.data());
    return opened(succession.store(() -> EventLogs.open(config.store(), options.data())));
  }

  private Checkpoints evidence() {
    return new CheckpointFiles(options.data().resolve("evidence"));
  }

  /** Every later state of configuration and migrations reaches calls, metrics and page. */
  private void follow(Migrations migrations) {
    MigrationMeters meters = new MigrationMeters(metrics, migrations);
    migrations.onEvent(meters);
    migrations.onTick(meters::refresh);
    migrations.snapshots().follow(new ConfiguredMeters(metrics));
    StoreMeters.register(metrics.registry(), migrations.store());
    opened(new Messenger(migrations, secrets::reveal, new NoticeMeters(metrics.registry())))
        .begin();
    source.follow(migrations::apply);
    watch.start();
    open.push(watch);
    migrations.run();
  }

  /** The configured key, or the one kept in the data folder. */
  private Supplier<String> adminKey(ServerConfig config) throws IOException {
    Secret configured = config.adminKey();
    if (configured != null) {
      return () -> Objects.requireNonNullElse(secrets.reveal(configured), "");
    }
    String kept = AdminKeys.keptOrMade(options.data());
    LOG.info("the admin key is in {}", AdminKeys.file(options.data()).toAbsolutePath());
    return () -> kept;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }
}
