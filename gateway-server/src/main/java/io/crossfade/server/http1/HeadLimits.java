package io.crossfade.server.http1;

/**
 * How much of a head is read before it is refused; all are inclusive.
 *
 * @param startLineBytes longest request or status line, its line end not counted
 * @param fieldBytes longest field line, its line end not counted
 * @param headBytes longest head, from the first byte of the start line through the empty line
 * @param fieldCount most field lines
 */
public record HeadLimits(int startLineBytes, int fieldBytes, int headBytes, int fieldCount) {
  /** What callers and providers get unless their listener or pool says otherwise. */
  public static final HeadLimits DEFAULT = new HeadLimits(8 * 1024, 64 * 1024, 128 * 1024, 1_000);
}
