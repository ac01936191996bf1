package io.crossfade.server.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store cannot do what it was asked. At start-up it ends the program with its message; at run
 * time {@link StoreWriter} catches it and traffic goes on.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, with what the operator can do about it. */
  public enum Kind {
    /** The file is not a whole, consistent store. */
    DAMAGED("put a backup in its place, or move it away to start without history"),
    /** It is a database, but not one of ours. */
    FOREIGN("point 'store' at another file; this one belongs to another program"),
    /** A newer version of the program has written it. */
    NEWER("run the version that wrote it, or a newer one"),
    /** Another process has it open for writing. */
    IN_USE("stop the other process, or give this one its own data folder with --data"),
    /** The address in the configuration is not one this version can open. */
    UNSUPPORTED("write sqlite:FILE"),
    /** The disk is full. */
    FULL("free some space on its disk; waiting events are written then"),
    /** Somebody else holds the write lock. */
    BUSY("find out which program keeps it locked"),
    /** It was moved or deleted while it was in use. */
    GONE("put it back, or restart to begin a new one"),
    /** The file system refuses to read or write it. */
    UNREACHABLE("check that the disk is there and that this user may write to the folder"),
    /** Another event is already at that place of the log. */
    CONFLICT("restart; the log was written by somebody else meanwhile");

    private final String fix;

    Kind(String fix) {
      this.fix = fix;
    }

    /** What the reader can do about it. */
    public String fix() {
      return fix;
    }
  }

  private final Kind kind;

  public StoreException(Kind kind, Path file, String what) {
    this(kind, file, what, null);
  }

  StoreException(Kind kind, Path file, String what, @Nullable Throwable cause) {
    this(kind, "store %s: %s; %s".formatted(file, what, kind.fix()), cause);
  }

  StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
