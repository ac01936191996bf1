package io.crossfade.server.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a store, held by one process at a time. It is a lock on a file beside the
 * store, which the kernel takes back when the process dies; the file itself stays and names its
 * last holder.
 */
final class StoreLock implements AutoCloseable {
  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock acquire(Path store) {
    Path file = store.resolveSibling(store.getFileName() + ".lock");
    try {
      FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw inUse(store, file);
      }
      sign(channel);
      return new StoreLock(channel);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, store, "cannot be locked (%s)".formatted(e), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void sign(FileChannel channel) throws IOException {
    String pid = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static StoreException inUse(Path store, Path file) throws IOException {
    String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return new StoreException(
        StoreException.Kind.IN_USE, store, "process %s is writing to it".formatted(holder));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
