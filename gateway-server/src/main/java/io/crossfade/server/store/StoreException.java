package io.crossfade.server.store;

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
    IN_USE(
        "stop the other process, or give this one a store of its own (--data, or store in the"
            + " file)"),
    /** The server is there, but does not let us in, or not to what we need. */
    REFUSED("check user, password, database and what the user may do there"),
    /** The disk is full. */
    FULL("free some space on its disk; waiting events are written then"),
    /** Somebody else holds the write lock. */
    BUSY("find out which program keeps it locked"),
    /** It was moved or deleted while it was in use. */
    GONE("put it back, or restart to begin a new one"),
    /** The file system refuses to read or write it, or the server does not answer. */
    UNREACHABLE("check that its disk or server is there, and that this user may write to it"),
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

  /**
   * @param store its file or its address, for the message
   */
  public StoreException(Kind kind, Object store, String what) {
    this(kind, store, what, null);
  }

  StoreException(Kind kind, Object store, String what, @Nullable Throwable cause) {
    this(kind, "store %s: %s; %s".formatted(store, what, kind.fix()), cause);
  }

  StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
