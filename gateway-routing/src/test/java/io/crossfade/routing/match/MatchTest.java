package io.crossfade.routing.match;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.Rule;
import io.crossfade.core.config.MigrationConfig.Rule.Subject;
import io.crossfade.core.http.Headers;
import io.crossfade.routing.cohort.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MatchTest {
  private record Who(
      @Nullable String user, @Nullable String keyId, @Nullable String tenant, Headers headers)
      implements Identity {
    @Override
    public String requestId() {
      return "id";
    }

    @Override
    public @Nullable String session() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return headers.get(name);
    }
  }

  @Test
  void covers_idsAndGlobs_areOr() {
    ModelScope scope = ModelScope.of(List.of("o3", "gpt-*"));
    assertThat(scope.covers("o3")).isTrue();
    assertThat(scope.covers("gpt-5")).isTrue();
    assertThat(scope.covers("o3-mini")).isFalse();
    assertThat(ModelScope.ALL.covers("anything")).isTrue();
    assertThat(ModelScope.of(List.of()).covers("o3")).isFalse();
  }

  @Test
  void admits_severalRules_allMustHold() {
    Audience audience =
        Audience.of(
            List.of(
                new Rule(Subject.HEADER, "x-plan", List.of("beta", "internal")),
                new Rule(Subject.TENANT, null, List.of("search"))));
    assertThat(audience.admits(who("search", "x-plan", "beta"))).isTrue();
    assertThat(audience.admits(who("search", "x-plan", "Beta"))).isFalse();
    assertThat(audience.admits(who("ads", "x-plan", "internal"))).isFalse();
    assertThat(audience.admits(who("search"))).isFalse();
    assertThat(Audience.of(List.of()).admits(who("ads"))).isTrue();
  }

  @Test
  void admits_headersBeyondAscii_compareByTheirBytes() {
    Audience audience = Audience.of(List.of(new Rule(Subject.HEADER, "x-team", List.of("équipe"))));
    String asSent = new String("équipe".getBytes(UTF_8), ISO_8859_1);
    assertThat(audience.admits(who("t", "x-team", asSent))).isTrue();
  }

  @Test
  void admits_userRule_asksTheHeaderOnlyWithoutABodyUser() {
    Audience audience = Audience.of(List.of(new Rule(Subject.USER, null, List.of("ann"))));
    Headers ann = Headers.of("x-user-id", "ann");
    assertThat(audience.admits(new Who("ann", null, null, Headers.of()))).isTrue();
    assertThat(audience.admits(new Who(null, null, null, ann))).isTrue();
    assertThat(audience.admits(new Who("bob", null, null, ann))).isFalse();
  }

  private static Who who(String tenant, String... headers) {
    return new Who(null, null, tenant, Headers.of(headers));
  }
}
