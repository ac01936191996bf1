package io.crossfade.server.http2;

import io.crossfade.core.http.Headers;
import io.crossfade.server.http1.FieldNames;
import io.crossfade.server.http1.Flaw;
import io.crossfade.server.http1.HeadLimits;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field section (RFC 9113 §8.2 and §8.3), taken from the decoder field by field and never
 * stored twice: pseudo-fields apart, the others as {@link Headers} in wire order. What is malformed
 * is noted once and for all; the decoder has to go on, because its table is the connection's.
 *
 * <p>To Netty's codec it is an empty {@link Http2Headers} with a {@code :status} where one came.
 */
public final class ReceivedFields extends DefaultHttp2Headers {
  private static final int BETWEEN = ": \r\n".length();

  private final HeadLimits limits;
  private final Headers headers = new Headers();
  private final Map<Pseudo, String> pseudo = new EnumMap<>(Pseudo.class);
  private int bytes;
  private @Nullable String flaw;
  private @Nullable Flaw excess;

  /** The pseudo-fields of requests and answers. */
  public enum Pseudo {
    METHOD,
    SCHEME,
    AUTHORITY,
    PATH,
    STATUS
  }

  /**
   * @param limits as for a head of HTTP/1.1: names and values with {@code ": "} and CRLF count
   */
  public ReceivedFields(HeadLimits limits) {
    super(false, 2);
    this.limits = limits;
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    if (flaw == null && excess == null) {
      take(AsciiString.of(name), AsciiString.of(value));
    }
    return this;
  }

  /** A pseudo-field's value, or null. */
  public @Nullable String get(Pseudo name) {
    return pseudo.get(name);
  }

  /** Whether there are pseudo-fields, as no trailers have. */
  public boolean hasPseudo() {
    return !pseudo.isEmpty();
  }

  /** All other fields, hop-by-hop ones excluded: they make a section malformed. */
  public Headers headers() {
    return headers;
  }

  /** Why the section is malformed, as a clause, or null. */
  public @Nullable String flaw() {
    return flaw;
  }

  /** Which limit the section breaks, or null. */
  public @Nullable Flaw excess() {
    return excess;
  }

  @Override
  public @Nullable CharSequence status() {
    return get(Pseudo.STATUS);
  }

  private void take(AsciiString name, AsciiString value) {
    bytes += name.length() + value.length() + BETWEEN;
    if (name.length() + value.length() + 2 > limits.fieldBytes()) {
      excess = Flaw.FIELD_TOO_LONG;
    } else if (bytes > limits.headBytes()) {
      excess = Flaw.HEAD_TOO_LONG;
    } else if (headers.size() + pseudo.size() >= limits.fieldCount()) {
      excess = Flaw.TOO_MANY_FIELDS;
    } else if (!FieldText.isValue(value)) {
      flaw = "a field's value holds a control byte or has white space around it";
    } else if (!name.isEmpty() && name.byteAt(0) == ':') {
      takePseudo(name, value);
    } else {
      takeField(name, value);
    }
  }

  private void takePseudo(AsciiString name, AsciiString value) {
    Pseudo found =
        switch (name.toString()) {
          case ":method" -> Pseudo.METHOD;
          case ":scheme" -> Pseudo.SCHEME;
          case ":authority" -> Pseudo.AUTHORITY;
          case ":path" -> Pseudo.PATH;
          case ":status" -> Pseudo.STATUS;
          default -> null;
        };
    if (found == null) {
      flaw = "a pseudo-field is unknown";
    } else if (headers.size() > 0) {
      flaw = "a pseudo-field comes after other fields";
    } else if (get(found) != null) {
      flaw = "a pseudo-field comes more than once";
    } else if (found == Pseudo.PATH && value.length() > limits.startLineBytes()) {
      excess = Flaw.START_LINE_TOO_LONG;
    } else {
      pseudo.put(found, value.toString());
    }
  }

  private void takeField(AsciiString name, AsciiString value) {
    if (!FieldText.isName(name)) {
      flaw = "a field's name is empty, no token, or not in lower case";
      return;
    }
    String known =
        FieldNames.of(name.array(), name.arrayOffset(), name.length(), FieldText.hash(name));
    if (ofConnection(known) || (known.equals("te") && !value.contentEquals("trailers"))) {
      flaw = "a field is about the connection, which HTTP/2 has no fields for";
    } else {
      headers.add(known, value.toString());
    }
  }

  private static boolean ofConnection(String name) {
    return switch (name) {
      case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade" -> true;
      default -> false;
    };
  }
}
