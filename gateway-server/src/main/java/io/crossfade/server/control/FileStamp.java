package io.crossfade.server.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What changes when a file does: an edit moves the time or the size, a rename the key, a swapped
 * symbolic link anywhere on the way the real path.
 *
 * @param modified time of the last change
 * @param size in bytes
 * @param key device and inode, or null where the file system has none
 * @param real the path behind all links
 */
record FileStamp(FileTime modified, long size, @Nullable Object key, Path real) {

  /** The stamp of a file now, or null when there is none to be read. */
  static @Nullable FileStamp of(Path file) {
    try {
      Path real = file.toRealPath();
      BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
      return new FileStamp(now.lastModifiedTime(), now.size(), now.fileKey(), real);
    } catch (IOException e) {
      return null;
    }
  }
}
