package io.crossfade.server.frontend.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.frontend.testing.RawCases;
import io.crossfade.server.frontend.testing.RawCases.RawCase;
import io.crossfade.server.http1.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the network cuts a row of requests, it reads the same; nothing makes it throw. */
final class IntakeTest {
  private static final long SEED = 20_260_101;
  private static final int CUTTINGS = 5;
  private static final int MUTATIONS = 20_000;
  private static final String FAULT = "\nFAULT: ";
  private static final String ALPHABET = " \t\r\n:;,0123456789abcdefGPH/*\0\u007f\u00ff";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: h\r\n\r\n";

  @BeforeEach
  void forgetOtherTests() {
    LeakPresenceDetector.check();
  }

  @AfterEach
  void everyBufferIsReleased() {
    LeakPresenceDetector.check();
  }

  static List<RawCase> cases() {
    return RawCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void next_bytesCutAnywhere_readsTheSame(RawCase raw) {
    String octets = raw.octets() + SECOND;
    String whole = transcript(octets, octets::length);
    if (octets.length() < 10_000) {
      assertThat(transcript(octets, () -> 1)).as("byte by byte").isEqualTo(whole);
    }
    Random random = new Random(SEED);
    for (int n = 0; n < CUTTINGS; n++) {
      assertThat(transcript(octets, () -> 1 + random.nextInt(200)))
          .as("cutting %d of seed %d", n, SEED)
          .isEqualTo(whole);
    }
  }

  @Test
  void next_bytesChangedAtRandom_neverThrows() {
    List<RawCase> rows = cases().stream().filter(raw -> raw.octets().length() < 2_000).toList();
    Random random = new Random(SEED);
    for (int n = 0; n < MUTATIONS; n++) {
      String octets = mutated(rows.get(random.nextInt(rows.size())).octets() + SECOND, random);
      String whole = transcript(octets, octets::length);
      assertThat(transcript(octets, () -> 1 + random.nextInt(20)))
          .as("mutation %d of seed %d: %s", n, SEED, octets)
          .isEqualTo(whole);
    }
  }

  private static String mutated(String octets, Random random) {
    StringBuilder changed = new StringBuilder(octets);
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      int at = random.nextInt(changed.length());
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, c);
        case 1 -> changed.insert(at, c);
        default -> changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }

  /** Requests, their bodies and the fault that ends the row, as text. */
  private static String transcript(String octets, IntSupplier cuts) {
    Intake intake = new Intake(new RequestReader(Set.of()), HeadLimits.DEFAULT);
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (from < octets.length() && text.indexOf(FAULT) < 0) {
      int to = Math.min(octets.length(), from + cuts.getAsInt());
      ByteBuf piece = UnpooledByteBufAllocator.DEFAULT.directBuffer();
      piece.writeCharSequence(octets.substring(from, to), ISO_8859_1);
      intake.add(piece, UnpooledByteBufAllocator.DEFAULT);
      read(intake, text);
      from = to;
    }
    intake.clear();
    return text.toString();
  }

  private static void read(Intake intake, StringBuilder text) {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = intake.bodyDone() ? head(intake, text) : body(intake, text);
    }
    intake.trim();
  }

  private static boolean head(Intake intake, StringBuilder text) {
    @Nullable Result<Request> read = intake.isEmpty() ? null : intake.next();
    switch (read) {
      case null -> {
        return false;
      }
      case Result.Err<Request>(Fault fault) -> {
        text.append(FAULT).append(fault.message());
        return false;
      }
      case Result.Ok<Request>(Request request) -> {
        text.append('\n').append(request).append('\n');
        return true;
      }
    }
  }

  private static boolean body(Intake intake, StringBuilder text) {
    ByteBuf piece = intake.nextPiece();
    if (piece != null) {
      text.append(piece.toString(ISO_8859_1));
      piece.release();
      return true;
    }
    Fault fault = intake.bodyFault();
    if (fault != null) {
      text.append(FAULT).append(fault.message());
      return false;
    }
    return intake.bodyDone();
  }
}
