package io.crossfade.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key that is made at the first start and kept in the data folder, readable by its owner. */
public final class AdminKeys {
  private static final Logger LOG = LoggerFactory.getLogger(AdminKeys.class);
  private static final String FILE = "admin.key";
  private static final int BYTES = 24;

  private AdminKeys() {}

  /** Where the key of a data folder is kept. */
  public static Path file(Path data) {
    return data.resolve(FILE);
  }

  /** The key in the data folder, made if there is none yet. */
  public static String keptOrMade(Path data) throws IOException {
    Path file = file(data);
    if (!Files.exists(file)) {
      make(file);
    }
    String key = Files.readString(file).strip();
    if (key.isEmpty()) {
      throw new IOException(
          "the admin key file %s is empty; write a key into it, or delete it to have one made"
              .formatted(file));
    }
    return key;
  }

  private static void make(Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      String key = HexFormat.of().formatHex(bytes) + "\n";
      channel.write(ByteBuffer.wrap(key.getBytes(US_ASCII)));
    } catch (FileAlreadyExistsException madeMeanwhile) {
      LOG.debug("another process made the admin key at the same time", madeMeanwhile);
    }
  }
}
