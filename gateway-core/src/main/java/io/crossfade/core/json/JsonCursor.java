package io.crossfade.core.json;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Reads one JSON document token by token, in place: the only place that knows the grammar of RFC
 * 8259, and stricter than it in three ways – UTF-8 only, nesting at most {@value #MAX_DEPTH},
 * numbers of at most {@value #MAX_NUMBER} characters.
 *
 * <p>A cursor neither owns nor changes the buffer it reads, may be opened again and again, and must
 * be closed, because it borrows its thread's scratch window. One thread at a time.
 */
public final class JsonCursor implements AutoCloseable {
  public static final int MAX_DEPTH = 512;
  public static final int MAX_NUMBER = 400;

  private static final int INT_DIGITS = 9;
  private static final int ESCAPE_BYTES = 6;

  /** What stands under the cursor. */
  public enum Token {
    OBJECT_START,
    OBJECT_END,
    ARRAY_START,
    ARRAY_END,
    KEY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    /** The document was whole, and nothing but white space followed it. */
    END,
    /** No JSON from here on; see {@link JsonCursor#problem}. */
    BAD
  }

  private enum Expect {
    VALUE,
    ELEMENT_OR_END,
    KEY_OR_END,
    COLON,
    COMMA_OR_END,
    NOTHING,
    FAILED
  }

  private final JsonBytes in = new JsonBytes();
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE];
  private Expect expect = Expect.NOTHING;
  private Token token = Token.END;
  private int depth;
  private int start;
  private int end;
  private boolean escaped;
  private String problem = "";

  /** Opens a cursor on one document, from the buffer's reader to its writer index. */
  public static JsonCursor over(ByteBuf document) {
    return new JsonCursor().open(document);
  }

  /** Starts over on another document. */
  public JsonCursor open(ByteBuf document) {
    in.open(document);
    expect = Expect.VALUE;
    depth = 0;
    start = 0;
    end = 0;
    problem = "";
    return this;
  }

  @Override
  public void close() {
    in.close();
    expect = Expect.NOTHING;
  }

  /** Moves to the next token; {@link Token#END} and {@link Token#BAD} stay for ever. */
  public Token next() {
    int b = in.skipSpace();
    token =
        switch (expect) {
          case VALUE -> value(b);
          case ELEMENT_OR_END -> b == ']' ? leave(Token.ARRAY_END) : value(b);
          case KEY_OR_END -> b == '}' ? leave(Token.OBJECT_END) : key(b);
          case COLON -> b == ':' ? value(afterByte()) : bad("a colon is missing behind a key");
          case COMMA_OR_END -> commaOrEnd(b);
          case NOTHING -> b < 0 ? Token.END : bad("something follows the end of the document");
          case FAILED -> Token.BAD;
        };
    return token;
  }

  /** The token of the last {@link #next}. */
  public Token token() {
    return token;
  }

  /** Moves to the end of the value under the cursor; false when it is broken. */
  public boolean skip() {
    if (token == Token.OBJECT_START || token == Token.ARRAY_START) {
      int outside = depth - 1;
      while (depth > outside && next() != Token.BAD) {}
    }
    return token != Token.BAD;
  }

  /** How many objects and arrays are open. */
  public int depth() {
    return depth;
  }

  /** Offset of the token's first byte from the document's; of a string, behind the quote. */
  public int start() {
    return start;
  }

  /** Offset behind the token's last byte; of a string, that of the closing quote. */
  public int end() {
    return end;
  }

  /** Offset of the next byte to be read; behind {@link Token#BAD}, that of the offending one. */
  public int offset() {
    return in.offset();
  }

  /** Why the last token is {@link Token#BAD}; empty for any other. */
  public String problem() {
    return problem;
  }

  /** Text of a key, string or number, unescaped. */
  public String text() {
    ByteBuf source = in.source();
    return JsonStrings.text(source, source.readerIndex() + start, end - start, escaped);
  }

  /** Whether a key or string, unescaped, is this ASCII text. */
  public boolean is(String ascii) {
    int length = end - start;
    if (length == ascii.length() && in.matches(start, ascii)) {
      return true;
    }
    return length > ascii.length()
        && length <= ESCAPE_BYTES * ascii.length()
        && escaped
        && text().equals(ascii);
  }

  /** Whether the value says something: no null, false, empty string, object or array. */
  public boolean isPresent() {
    return switch (token) {
      case STRING -> end > start;
      case NUMBER, TRUE -> true;
      case OBJECT_START, ARRAY_START -> isFilled();
      default -> false;
    };
  }

  /** A number that is a whole one of at most nine digits, else {@code otherwise}. */
  public int asInt(int otherwise) {
    if (token != Token.NUMBER || end - start > INT_DIGITS) {
      return otherwise;
    }
    boolean negative = in.at(start) == '-';
    int value = 0;
    for (int at = negative ? start + 1 : start; at < end; at++) {
      int digit = in.at(at) - '0';
      if (digit < 0 || digit > 9) {
        return otherwise;
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  /** Shows the bytes of a key, string or number, as they stand in the document, to a reader. */
  public void eachByte(ByteProcessor reader) {
    ByteBuf source = in.source();
    source.forEachByte(source.readerIndex() + start, end - start, reader);
  }

  private boolean isFilled() {
    int b = in.skipSpace();
    return b != ']' && b != '}';
  }

  private Token value(int b) {
    start = in.offset();
    return switch (b) {
      case '{' -> enter(Token.OBJECT_START, Expect.KEY_OR_END);
      case '[' -> enter(Token.ARRAY_START, Expect.ELEMENT_OR_END);
      case '"' -> string(Token.STRING, afterValue());
      case 't' -> literal("true", Token.TRUE);
      case 'f' -> literal("false", Token.FALSE);
      case 'n' -> literal("null", Token.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(b);
      default -> bad(b < 0 ? "the document ends too early" : "no JSON value starts like this");
    };
  }

  private Token key(int b) {
    return b == '"' ? string(Token.KEY, Expect.COLON) : bad("a key in quotes is missing");
  }

  private Token string(Token kind, Expect then) {
    in.advance();
    start = in.offset();
    if (!JsonStrings.skip(in)) {
      return bad(badString());
    }
    end = in.offset() - 1;
    escaped = in.escaped();
    expect = then;
    return kind;
  }

  private String badString() {
    int b = in.peek();
    if (b < 0) {
      return "a string does not end";
    }
    return b < ' ' ? "a control character in a string is not escaped" : "bad UTF-8 or escape";
  }

  private Token literal(String word, Token kind) {
    for (int i = 0; i < word.length(); i++) {
      if (in.peek() != word.charAt(i)) {
        return bad("only true, false and null may stand without quotes");
      }
      in.advance();
    }
    return scalar(kind);
  }

  private Token number(int first) {
    if (first == '-') {
      in.advance();
    }
    boolean zero = in.peek() == '0';
    int digits = in.skipDigits();
    if (digits == 0 || (zero && digits > 1) || !fraction() || !exponent()) {
      return bad("not a JSON number");
    }
    return in.offset() - start > MAX_NUMBER
        ? bad("a number has more than %d characters".formatted(MAX_NUMBER))
        : scalar(Token.NUMBER);
  }

  private boolean fraction() {
    if (in.peek() != '.') {
      return true;
    }
    in.advance();
    return in.skipDigits() > 0;
  }

  private boolean exponent() {
    int mark = in.peek();
    if (mark != 'e' && mark != 'E') {
      return true;
    }
    in.advance();
    int sign = in.peek();
    if (sign == '+' || sign == '-') {
      in.advance();
    }
    return in.skipDigits() > 0;
  }

  private Token scalar(Token kind) {
    end = in.offset();
    escaped = false;
    expect = afterValue();
    return kind;
  }

  private Token enter(Token kind, Expect then) {
    if (depth == MAX_DEPTH) {
      return bad("nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    long bit = 1L << depth;
    int word = depth / Long.SIZE;
    objects[word] = kind == Token.OBJECT_START ? objects[word] | bit : objects[word] & ~bit;
    depth++;
    in.advance();
    expect = then;
    return kind;
  }

  private Token leave(Token kind) {
    depth--;
    in.advance();
    end = in.offset();
    expect = afterValue();
    return kind;
  }

  private Token commaOrEnd(int b) {
    boolean inObject = inObject();
    if (b == ',') {
      int after = afterByte();
      return inObject ? key(after) : value(after);
    }
    if (b == (inObject ? '}' : ']')) {
      return leave(inObject ? Token.OBJECT_END : Token.ARRAY_END);
    }
    return bad("a comma or the end of the %s is missing".formatted(inObject ? "object" : "array"));
  }

  private boolean inObject() {
    int innermost = depth - 1;
    return (objects[innermost / Long.SIZE] & (1L << innermost)) != 0;
  }

  private int afterByte() {
    in.advance();
    return in.skipSpace();
  }

  private Expect afterValue() {
    return depth == 0 ? Expect.NOTHING : Expect.COMMA_OR_END;
  }

  private Token bad(String why) {
    problem = why;
    expect = Expect.FAILED;
    return Token.BAD;
  }
}
