package io.crossfade.server.frontend.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of raw requests in {@code http1/requests.txt}; its own head explains its columns. */
public final class RawCases {
  private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*([^{}]*)}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x([0-9a-f]{2})|.)");
  private static final Pattern COLUMNS = Pattern.compile(" \\| ");

  private RawCases() {}

  /**
   * One row.
   *
   * @param status of the answer
   * @param closes whether the connection must end with it
   * @param told body of the answer, or the code of its error; {@code *} for any
   * @param octets to send, one character each
   */
  public record RawCase(String name, int status, boolean closes, String told, String octets) {
    @Override
    public String toString() {
      return name;
    }
  }

  public static List<RawCase> all() {
    try (InputStream in = RawCases.class.getResourceAsStream("/http1/requests.txt")) {
      if (in == null) {
        throw new IllegalStateException("http1/requests.txt is missing");
      }
      Stream<String> lines = new String(in.readAllBytes(), UTF_8).lines();
      return lines.filter(line -> !line.startsWith("#")).map(RawCases::row).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static RawCase row(String line) {
    String[] columns = COLUMNS.split(line, 3);
    String[] expected = columns[1].split(" ", 2);
    boolean saysClose = expected[1].startsWith("close ");
    String told = saysClose ? expected[1].substring("close ".length()) : expected[1];
    int status = Integer.parseInt(expected[0]);
    return new RawCase(
        columns[0], status, saysClose || status != 200, plain(told), plain(columns[2]));
  }

  private static String plain(String written) {
    String repeated =
        REPEAT
            .matcher(written)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(2).repeat(Integer.parseInt(match.group(1)))));
    return ESCAPE.matcher(repeated).replaceAll(match -> Matcher.quoteReplacement(meant(match)));
  }

  private static String meant(MatchResult escape) {
    String hex = escape.group(2);
    if (hex != null) {
      return String.valueOf((char) Integer.parseInt(hex, 16));
    }
    return switch (escape.group(1)) {
      case "r" -> "\r";
      case "n" -> "\n";
      case "t" -> "\t";
      default -> escape.group(1);
    };
  }
}
