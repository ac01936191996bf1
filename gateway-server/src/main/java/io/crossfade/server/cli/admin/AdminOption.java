package io.crossfade.server.cli.admin;

import io.crossfade.server.admin.AdminKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which running gateway to talk to, and with which key. */
public final class AdminOption {

  @Option(
      scope = ScopeType.INHERIT,
      names = "--admin",
      paramLabel = "URL",
      description = "Admin port of a running gateway; default: $CROSSFADE_ADMIN.")
  private @Nullable URI named;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the admin key; default: $CROSSFADE_ADMIN_KEY, else DATA/admin.key.")
  private @Nullable Path keyFile;

  /** Whether a gateway was named at all. */
  public boolean named() {
    return named != null || System.getenv("CROSSFADE_ADMIN") != null;
  }

  public URI url() {
    if (named != null) {
      return named;
    }
    String variable = System.getenv("CROSSFADE_ADMIN");
    return URI.create(variable == null ? "http://127.0.0.1:9090" : variable);
  }

  public AdminClient client(DataOption data) throws IOException {
    return new AdminClient(url(), key(data));
  }

  private String key(DataOption data) throws IOException {
    if (keyFile != null) {
      return kept(keyFile);
    }
    String variable = System.getenv("CROSSFADE_ADMIN_KEY");
    return variable == null ? kept(AdminKeys.file(data.folder())) : variable;
  }

  private static String kept(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new IOException(
          "no admin key was named, and there is none at %s; use --key-file, CROSSFADE_ADMIN_KEY or --data"
              .formatted(file),
          e);
    }
  }
}
