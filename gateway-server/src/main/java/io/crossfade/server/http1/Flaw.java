package io.crossfade.server.http1;

/**
 * Why bytes are no message we read. A message has one reading or none: what is listed here is where
 * implementations disagree, and a disagreement is how a request is smuggled past a gateway.
 */
public enum Flaw {
  BARE_LF("a line ends with LF alone"),
  BARE_CR("a CR stands without its LF"),
  CONTROL_BYTE("a control byte stands in the head"),
  OBS_FOLD("a field is folded over several lines"),
  BLANK_BEFORE_FIRST_FIELD("white space stands before the first field"),
  BLANK_BEFORE_COLON("white space stands between a field's name and its colon"),
  BAD_FIELD_NAME("a field name is empty or no token"),
  NO_COLON("a field has no colon"),
  START_LINE_TOO_LONG("the start line is too long"),
  FIELD_TOO_LONG("a field line is too long"),
  HEAD_TOO_LONG("the head is too long"),
  TOO_MANY_FIELDS("there are too many fields"),
  BAD_START_LINE("the start line is malformed"),
  BAD_VERSION("the version is neither HTTP/1.0 nor HTTP/1.1"),
  BAD_LENGTH("Content-Length is no plain decimal number below 2^63"),
  REPEATED_LENGTH("Content-Length comes more than once"),
  BAD_ENCODING("Transfer-Encoding is not a single chunked"),
  ENCODING_IN_HTTP_1_0("Transfer-Encoding comes in an HTTP/1.0 message"),
  LENGTH_AND_ENCODING("Content-Length comes beside Transfer-Encoding"),
  BAD_CHUNK_SIZE("a chunk size is no plain hexadecimal number below 2^63"),
  BAD_CHUNK_EXTENSION("a chunk extension holds a control byte or is too long"),
  BAD_CHUNK_END("a chunk's data is not followed by CRLF"),
  BAD_TRAILER("a trailer is malformed"),
  TRAILERS_TOO_LONG("the trailers are too long or too many");

  private final String what;

  Flaw(String what) {
    this.what = what;
  }

  /** The flaw as a clause that fits into a sentence. */
  public String what() {
    return what;
  }
}
