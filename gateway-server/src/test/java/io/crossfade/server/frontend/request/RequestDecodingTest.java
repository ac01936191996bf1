package io.crossfade.server.frontend.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.FaultKind;
import io.crossfade.core.fault.Result;
import io.crossfade.core.http.Headers;
import io.crossfade.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.LeakPresenceDetector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded bodies, in whatever pieces they come. */
final class RequestDecodingTest {
  private static final String TEXT = "{\"model\":\"gpt-4o\"} ".repeat(20_000);
  private static final long PLENTY = 100_000_000;

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, 10_000_000})
  void plain_gzip_readsAsItWas(int cut) throws IOException {
    assertThat(read("gzip", gzip(TEXT), cut, PLENTY).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, 10_000_000})
  void plain_deflate_readsAsItWas(int cut) throws IOException {
    assertThat(read("Deflate", deflate(TEXT), cut, PLENTY).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void plain_gzipHeadWithAllParts_readsAsItWas(int cut) throws IOException {
    byte[] usual = gzip("abc");
    byte[] parts = {0x1f, (byte) 0x8b, 8, 30, 0, 0, 0, 0, 0, 0, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2};
    byte[] full = Arrays.copyOf(parts, parts.length + usual.length - 10);
    System.arraycopy(usual, 10, full, parts.length, usual.length - 10);
    assertThat(read("gzip", full, cut, PLENTY).text()).isEqualTo("abc");
  }

  @Test
  void plain_empty_readsEmpty() throws IOException {
    assertThat(read("gzip", gzip(""), 100, PLENTY).text()).isEmpty();
  }

  @Test
  void plain_largerThanAllowed_failsBeforeItIsHeld() throws IOException {
    Collected collected = read("gzip", gzip("a".repeat(50_000_000)), 100_000, 1_000_000);
    assertThat(collected.fault).isEqualTo(FaultKind.BODY_TOO_LARGE);
    assertThat(collected.text).hasSizeLessThanOrEqualTo(1_000_000);
  }

  @Test
  void plain_exactlyAllowed_reads() throws IOException {
    assertThat(read("gzip", gzip(TEXT), 100, TEXT.length()).text()).isEqualTo(TEXT);
    assertThat(read("gzip", gzip(TEXT), 100, TEXT.length() - 1).fault)
        .isEqualTo(FaultKind.BODY_TOO_LARGE);
  }

  @Test
  void plain_cutShort_fails() throws IOException {
    byte[] whole = gzip(TEXT);
    for (int length : new int[] {0, 5, 10, 100, whole.length - 1}) {
      assertThat(read("gzip", Arrays.copyOf(whole, length), 50, PLENTY).fault)
          .as("first %d bytes", length)
          .isEqualTo(FaultKind.MALFORMED_HTTP);
    }
  }

  @Test
  void plain_bytesBehindTheEnd_fails() throws IOException {
    byte[] whole = gzip("abc");
    assertThat(read("gzip", Arrays.copyOf(whole, whole.length + 1), 1_000, PLENTY).fault)
        .isEqualTo(FaultKind.MALFORMED_HTTP);
  }

  @Test
  void plain_noGzip_fails() throws IOException {
    assertThat(read("gzip", "plain text".getBytes(UTF_8), 3, PLENTY).fault)
        .isEqualTo(FaultKind.MALFORMED_HTTP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "gzip, br", "compress", "gzip;q=1"})
  void plain_otherCoding_isRefused(String coding) {
    RequestBody body = new Cut(new byte[0], 1);
    Result<RequestBody> plain =
        RequestDecoding.plain(body, Headers.of("content-encoding", coding), PLENTY);
    assertThat(plain)
        .isInstanceOfSatisfying(
            Result.Err.class,
            err -> assertThat(err.fault().kind()).isEqualTo(FaultKind.UNSUPPORTED_ENCODING));
  }

  @Test
  void plain_notEncoded_isTheSameBody() {
    RequestBody body = new Cut(new byte[0], 1);
    assertThat(RequestDecoding.plain(body, new Headers(), PLENTY)).isEqualTo(Result.ok(body));
  }

  private static Collected read(String coding, byte[] bytes, int cut, long most) {
    Collected collected = new Collected();
    Headers headers = Headers.of("content-encoding", coding);
    switch (RequestDecoding.plain(new Cut(bytes, cut), headers, most)) {
      case Result.Ok<RequestBody>(RequestBody body) -> body.readInto(collected);
      case Result.Err<RequestBody>(Fault fault) -> collected.failed(fault);
    }
    return collected;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(new GZIPOutputStream(bytes), text);
    return bytes.toByteArray();
  }

  private static byte[] deflate(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(new DeflaterOutputStream(bytes), text);
    return bytes.toByteArray();
  }

  private static void write(OutputStream to, String text) throws IOException {
    try (to) {
      to.write(text.getBytes(UTF_8));
    }
  }

  /** A body that comes in pieces of one size; a loop stands in for the network. */
  private static final class Cut implements RequestBody {
    private final byte[] bytes;
    private final int size;
    private boolean wanted = true;

    Cut(byte[] bytes, int size) {
      this.bytes = bytes;
      this.size = size;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readInto(Reader reader) {
      for (int at = 0; at < bytes.length && wanted; at += size) {
        wanted = false;
        int length = Math.min(size, bytes.length - at);
        reader.piece(Unpooled.copiedBuffer(bytes, at, length), () -> wanted = true);
      }
      if (wanted) {
        reader.end();
      }
    }
  }

  private static final class Collected implements RequestBody.Reader {
    private final StringBuilder text = new StringBuilder();
    private @Nullable FaultKind fault;
    private boolean ended;

    String text() {
      assertThat(fault).isNull();
      assertThat(ended).isTrue();
      return text.toString();
    }

    @Override
    public void piece(ByteBuf piece, Runnable more) {
      text.append(piece.toString(UTF_8));
      piece.release();
      more.run();
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public void failed(Fault why) {
      fault = why.kind();
    }
  }
}
