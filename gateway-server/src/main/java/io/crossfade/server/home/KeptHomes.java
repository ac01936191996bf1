package io.crossfade.server.home;

import io.crossfade.routing.affinity.Homes;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The homes of objects in a file, replaced whole, so that a restart still knows them. Not forced to
 * the disk: what a power cut loses is found again by asking. Never on an event loop.
 */
public final class KeptHomes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptHomes.class);
  private static final long FORMAT = 0x58464445_686f6d31L;

  private final Path file;
  private final Homes homes;
  private long saved;

  private KeptHomes(Path file, Homes homes) {
    this.file = file;
    this.homes = homes;
  }

  /**
   * Reads what was kept, if anything was.
   *
   * @param data folder that is there
   */
  public static KeptHomes open(Path data) {
    KeptHomes kept = new KeptHomes(data.resolve("homes"), new Homes());
    kept.load();
    return kept;
  }

  public Homes homes() {
    return homes;
  }

  private void load() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readLong() != FORMAT) {
        throw new IOException("another format");
      }
      for (long left = in.readInt(); left > 0; left--) {
        homes.restore(in.readInt(), in.readLong());
      }
    } catch (NoSuchFileException none) {
      LOG.debug("no homes of objects were kept");
    } catch (IOException | IndexOutOfBoundsException e) {
      LOG.warn("{} cannot be read; homes of objects are found by asking", file, e);
    }
    saved = homes.changes();
  }

  /** Writes what has changed since the last time, if anything has. */
  public synchronized void save() {
    long changes = homes.changes();
    if (changes == saved) {
      return;
    }
    try {
      Path draft = file.resolveSibling("homes.draft");
      write(draft);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      saved = changes;
    } catch (IOException e) {
      LOG.debug("the homes of objects could not be kept for a restart", e);
    }
  }

  private void write(Path draft) throws IOException {
    long[] slots = homes.slots();
    int count = 0;
    for (long slot : slots) {
      count += slot == 0 ? 0 : 1;
    }
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
      out.writeLong(FORMAT);
      out.writeInt(count);
      for (int index = 0; index < slots.length; index++) {
        if (slots[index] != 0) {
          out.writeInt(index);
          out.writeLong(slots[index]);
        }
      }
    }
  }

  @Override
  public void close() {
    save();
  }
}
