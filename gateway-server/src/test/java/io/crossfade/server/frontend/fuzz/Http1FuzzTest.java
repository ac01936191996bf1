package io.crossfade.server.frontend.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.Result;
import io.crossfade.server.frontend.request.Intake;
import io.crossfade.server.frontend.request.Request;
import io.crossfade.server.frontend.request.RequestReader;
import io.crossfade.server.frontend.testing.RawCases;
import io.crossfade.server.http1.HeadLimits;
import io.crossfade.server.http1.ResponseReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages: no reader may throw, hang, or read the same bytes in another way when they come
 * in other pieces.
 */
final class Http1FuzzTest {
  private static final int ROUNDS = 20_000;

  /** A bar stands for CRLF. */
  private static final List<String> ANSWERS =
      List.of(
          "HTTP/1.1 200 OK|Content-Length: 5|Content-Type: a/b||hello",
          "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a=b|hello|0|T: x||",
          "HTTP/1.1 100 Continue||HTTP/1.1 204 No Content|Connection: close||",
          "HTTP/1.0 200 OK|Connection: keep-alive|Content-Length: 2||hi",
          "HTTP/1.1 503|Retry-After: 1||until the end");

  @Test
  void requests_damaged_areReadInOneWay() {
    List<String> seeds =
        RawCases.all().stream()
            .map(RawCases.RawCase::octets)
            .filter(octets -> !octets.isEmpty() && octets.length() < 2_000)
            .toList();
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] octets =
          Mutations.of(seeds.get(random.nextInt(seeds.size())).getBytes(ISO_8859_1), random);
      assertThat(requests(octets, random)).as("seed %d", seed).isEqualTo(requests(octets, null));
    }
  }

  @Test
  void answers_damaged_areReadInOneWay() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] octets = Mutations.of(octets(ANSWERS.get(random.nextInt(ANSWERS.size()))), random);
      assertThat(answer(octets, random)).as("seed %d", seed).isEqualTo(answer(octets, null));
    }
  }

  private static byte[] octets(String answer) {
    return answer.replace("|", "\r\n").getBytes(ISO_8859_1);
  }

  /** Cuts bytes at random places, or not at all without chance. */
  private static int step(int left, @Nullable Random random) {
    return random == null ? left : 1 + random.nextInt(Math.min(left, 9));
  }

  private static String requests(byte[] octets, @Nullable Random random) {
    Intake intake = new Intake(new RequestReader(Set.of()), HeadLimits.DEFAULT);
    StringBuilder told = new StringBuilder();
    boolean inBody = false;
    boolean over = false;
    for (int at = 0; at < octets.length && !over; ) {
      int length = step(octets.length - at, random);
      intake.add(Unpooled.copiedBuffer(octets, at, length), UnpooledByteBufAllocator.DEFAULT);
      at += length;
      for (boolean goesOn = true; goesOn && !over; ) {
        if (inBody) {
          ByteBuf piece = intake.nextPiece();
          if (piece != null) {
            told.append(piece.toString(ISO_8859_1));
            piece.release();
          } else if (intake.bodyDone()) {
            inBody = false;
            told.append('.');
          } else {
            Fault fault = intake.bodyFault();
            over = fault != null;
            told.append(over ? "!" : "");
            goesOn = false;
          }
        } else {
          Result<Request> read = intake.isEmpty() ? null : intake.next();
          goesOn = read != null;
          inBody = read instanceof Result.Ok<Request>;
          over = read instanceof Result.Err<Request>;
          told.append(read == null ? "" : said(read));
        }
      }
    }
    intake.clear();
    return told.toString();
  }

  private static String said(Result<Request> read) {
    return switch (read) {
      case Result.Ok<Request>(Request request) ->
          "<%s %s %s %s>"
              .formatted(
                  request.head().method(),
                  request.head().path(),
                  request.head().headers(),
                  request.framing());
      case Result.Err<Request>(Fault fault) -> "<" + fault.kind() + ">";
    };
  }

  private static String answer(byte[] octets, @Nullable Random random) {
    ResponseReader reader = new ResponseReader(HeadLimits.DEFAULT);
    reader.expect("POST");
    StringBuilder told = new StringBuilder();
    boolean over = false;
    for (int at = 0; at < octets.length && !over; ) {
      int length = step(octets.length - at, random);
      reader.offer(Unpooled.copiedBuffer(octets, at, length));
      at += length;
      ResponseReader.Step step = reader.next();
      while (step == ResponseReader.Step.HEAD || step == ResponseReader.Step.PIECE) {
        told.append(step == ResponseReader.Step.HEAD ? reader.head().toString() : piece(reader));
        step = reader.next();
      }
      over = step != ResponseReader.Step.MORE;
      told.append(over ? step : "");
    }
    told.append(reader.wholeByClose());
    reader.release();
    return told.toString();
  }

  private static String piece(ResponseReader reader) {
    ByteBuf piece = reader.takePiece();
    String text = piece.toString(ISO_8859_1);
    piece.release();
    return text;
  }
}
