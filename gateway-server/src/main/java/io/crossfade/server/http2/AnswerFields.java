package io.crossfade.server.http2;

import io.crossfade.core.http.Headers;
import io.crossfade.core.http.ResponseHead;
import io.crossfade.server.http2.ReceivedFields.Pseudo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the field sections of an answer (RFC 9113 section 8.3.2): heads, and trailers. */
public final class AnswerFields {
  private static final int STATUS_DIGITS = 3;
  private static final int MOST_LENGTH_DIGITS = 18;

  private AnswerFields() {}

  /**
   * Why a section breaks the rules, as a clause, or null.
   *
   * @param trailers whether the head was there before
   * @param end whether nothing follows
   */
  public static @Nullable String flaw(ReceivedFields section, boolean trailers, boolean end) {
    if (section.flaw() != null) {
      return section.flaw();
    }
    if (section.excess() != null) {
      return section.excess().what();
    }
    if (trailers) {
      return section.hasPseudo() || !end ? "the trailers are malformed" : null;
    }
    return headFlaw(section, end);
  }

  private static @Nullable String headFlaw(ReceivedFields section, boolean end) {
    int status = status(section);
    if (status == 0 || status == 101) {
      return "the status is malformed or cannot be followed";
    }
    for (Pseudo other : Pseudo.values()) {
      if (other != Pseudo.STATUS && section.get(other) != null) {
        return "the answer has a request's pseudo-fields";
      }
    }
    if (status < 200) {
      return end ? "an informational answer ends the stream" : null;
    }
    return length(section.headers()) < ResponseHead.UNKNOWN_LENGTH
        ? "the content-length is malformed or comes twice"
        : null;
  }

  /** Whether another head follows; for sections without a flaw. */
  public static boolean informational(ReceivedFields section) {
    return status(section) < 200;
  }

  /** The head, framing fields left out; for sections without a flaw. */
  public static ResponseHead head(ReceivedFields section) {
    Headers all = section.headers();
    Headers kept = new Headers();
    for (int at = 0; at < all.size(); at++) {
      if (!all.name(at).equals("content-length") && !ofHop(all.name(at))) {
        kept.add(all.name(at), all.value(at));
      }
    }
    return new ResponseHead(status(section), kept, length(all));
  }

  /** Whether an answer has no body, whatever its length says (RFC 9110 section 6.4.1). */
  public static boolean bodiless(String method, @Nullable ResponseHead head) {
    return head != null && (method.equals("HEAD") || head.status() == 204 || head.status() == 304);
  }

  private static boolean ofHop(String name) {
    return switch (name) {
      case "proxy-authenticate", "proxy-authentication-info", "te", "trailer" -> true;
      default -> false;
    };
  }

  /** Below {@link ResponseHead#UNKNOWN_LENGTH} for one that cannot be read. */
  private static long length(Headers headers) {
    List<String> lengths = headers.all("content-length");
    if (lengths.isEmpty()) {
      return ResponseHead.UNKNOWN_LENGTH;
    }
    String digits = lengths.getFirst();
    boolean plain =
        lengths.size() == 1
            && !digits.isEmpty()
            && digits.length() <= MOST_LENGTH_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? Long.parseLong(digits) : ResponseHead.UNKNOWN_LENGTH - 1;
  }

  private static int status(ReceivedFields section) {
    String text = section.get(Pseudo.STATUS);
    boolean plain =
        text != null
            && text.length() == STATUS_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int status = plain ? Integer.parseInt(text) : 0;
    return status < 100 || status > 599 ? 0 : status;
  }
}
