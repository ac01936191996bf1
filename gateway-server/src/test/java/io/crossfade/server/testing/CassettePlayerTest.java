package io.crossfade.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CassettePlayerTest {
  private static final List<Cuts> CUTS = List.of(Cuts.NONE, Cuts.every(7), Cuts.seeded(11, 40));

  @TestFactory
  Stream<DynamicTest> put_anyCuts_playsByteForByte() {
    List<Cassette> tapes = Cassettes.openAiChat();
    return CUTS.stream()
        .map(cuts -> DynamicTest.dynamicTest(cuts.name(), () -> assertPlayed(tapes, cuts)));
  }

  private static void assertPlayed(List<Cassette> tapes, Cuts cuts) {
    CassettePlayer player = new CassettePlayer();
    try (var provider = new FakeProvider(player);
        var client = RawClient.to(provider.address())) {
      for (Cassette tape : tapes) {
        player.put(tape, cuts);
        RawResponse answer = client.post("/v1/chat/completions", "{}").read();
        assertThat(answer.status()).as("%s", tape).isEqualTo(tape.status());
        assertThat(answer.bytes()).as("%s", tape).isEqualTo(tape.body());
      }
    }
  }

  @Test
  void cassettes_byWire_areFound() {
    assertThat(Cassettes.openAiChat()).hasSizeGreaterThan(50).anyMatch(Cassette::isStream);
    assertThat(Cassettes.anthropicMessages()).hasSizeGreaterThan(20).anyMatch(Cassette::isStream);
  }

  @Test
  void cut_seeded_losesNothing() {
    byte[] body = "data: Grüße\r\n\r\n".repeat(9).getBytes(UTF_8);
    assertThat(Cuts.seeded(3, 5).cut(body)).hasSizeGreaterThan(20);
    assertThat(Cuts.every(1).cut(body)).hasSize(body.length);
  }
}
