package io.crossfade.routing.cohort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.config.MigrationConfig.StickyBy;
import io.crossfade.core.config.MigrationConfig.StickyBy.Source;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CohortKeyTest {
  private static final Cohort COHORT = Cohort.salted("m1");

  /** Names of one call, by what they are called here: {@code user}, {@code x-user-id}, … */
  private record Names(Map<String, String> byName) implements Identity {
    @Override
    public String requestId() {
      return "id-1";
    }

    @Override
    public @Nullable String user() {
      return byName.get("user");
    }

    @Override
    public @Nullable String session() {
      return byName.get("session");
    }

    @Override
    public @Nullable String keyId() {
      return byName.get("key");
    }

    @Override
    public @Nullable String tenant() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return byName.get(name);
    }
  }

  @ParameterizedTest(name = "{0} from {1} -> {2} ({3})")
  @CsvSource(
      textBlock =
          """
          REQUEST_ID, user=u;session=s,         id-1, request id,          false
          USER,       user=u;x-user-id=h,       u,    user,                false
          USER,       x-user-id=h,              h,    header x-user-id,    false
          USER,       user=;x-user-id=h,        h,    header x-user-id,    false
          USER,       session=s,                id-1, request id,          true
          SESSION,    session=s;x-session-id=h, h,    header x-session-id, false
          SESSION,    session=s,                s,    session,             false
          SESSION,    user=u,                   id-1, request id,          true
          KEY,        key=k,                    k,    gateway key,         false
          KEY,        user=u,                   id-1, request id,          true
          HEADER,     x-plan=p,                 p,    header x-plan,       false
          HEADER,     x-plan=,                  id-1, request id,          true
          """)
  void find_eachSource_takesTheRightName(
      Source source, String names, String key, String from, boolean fallback) {
    CohortKey cohortKey =
        CohortKey.by(new StickyBy(source, source == Source.HEADER ? "x-plan" : null));
    Names who = names(names);
    CohortKey.Found found = cohortKey.find(COHORT, who);
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.source()).isEqualTo(from);
    assertThat(found.fallback()).isEqualTo(fallback).isEqualTo(cohortKey.missing(who));
    assertThat(found.hash()).isEqualTo(cohortKey.hash(COHORT, who)).isEqualTo(COHORT.hash(key));
    assertThat(found.inputLength()).isEqualTo(3 + key.length());
  }

  /** The same person must not change arms because an app moves the name from body to header. */
  @Test
  void hash_sameBytesInBodyAndHeader_areTheSame() {
    CohortKey user = CohortKey.by(new StickyBy(Source.USER, null));
    String name = "ключ-1";
    String asSent = new String(name.getBytes(UTF_8), ISO_8859_1);
    Names body = new Names(Map.of("user", name));
    Names header = new Names(Map.of("x-user-id", asSent));
    assertThat(user.hash(COHORT, header)).isEqualTo(user.hash(COHORT, body));
    assertThat(user.find(COHORT, header).inputLength())
        .isEqualTo(user.find(COHORT, body).inputLength());
  }

  private static Names names(String text) {
    return new Names(
        Arrays.stream(text.split(";"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }
}
