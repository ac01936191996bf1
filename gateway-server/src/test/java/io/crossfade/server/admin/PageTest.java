package io.crossfade.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.server.gateway.StartFailure;
import io.crossfade.server.testing.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, as an operator meets it. */
final class PageTest {
  private static final String STATE = "document.querySelector('article .state')?.textContent";

  @TempDir private Path folder = Path.of("");

  /** A browser's processes write to their profile for a moment longer than it lives. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path profile = Path.of("");

  private AdminBench bench;
  private Browser browser;

  @BeforeEach
  void start() throws IOException, StartFailure, InterruptedException {
    browser = new Browser(profile);
    bench = new AdminBench(folder);
  }

  @AfterEach
  void stop() {
    browser.close();
    bench.close();
  }

  private String url() {
    return "http://127.0.0.1:%d/".formatted(bench.address().getPort());
  }

  @Test
  void rollback_pressedWithAHostileReason_isDoneAndShownAsText() {
    String hostile = "<script>document.title='taken'</script><img src=x onerror=alert(1)>";
    browser.open(url() + "#key=" + AdminBench.KEY);
    browser.await(STATE + " === 'running'");
    assertThat(browser.value("location.href")).doesNotContain(AdminBench.KEY);
    assertThat(browser.value("document.querySelector('.split .new b').textContent"))
        .isEqualTo("10 %");

    browser.value("document.querySelector('[data-verb=rollback]').click()");
    browser.await("document.querySelector('#confirm').open");
    browser.type(hostile);
    browser.press("Enter", 13);

    browser.await(STATE + " === 'rolled back'");
    browser.await("document.querySelector('.reason').textContent.includes('<script>')");
    assertThat(browser.value("document.querySelector('.events').textContent"))
        .contains("dashboard", hostile);
    assertThat(browser.value("document.querySelectorAll('main script, main img').length"))
        .isEqualTo("0");
    assertThat(browser.value("document.title")).contains("rolled back");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void split_changedOnThePage_movesTheTraffic() {
    browser.open(url() + "#key=" + AdminBench.KEY);
    browser.await(STATE + " === 'running'");
    browser.value("document.querySelector('[data-verb=split]').click()");
    browser.await("document.querySelector('#confirm').open");
    browser.value("document.querySelector('[name=percent]').value = '37.5'");
    browser.press("Enter", 13);
    browser.await("document.querySelector('.split .new b').textContent === '37.5 %'");
    assertThat(bench.get(AdminBench.MIGRATION).json().path("split").asDouble()).isEqualTo(37.5);
  }

  @Test
  void cancel_ofADialog_changesNothing() {
    browser.open(url() + "#key=" + AdminBench.KEY);
    browser.await(STATE + " === 'running'");
    browser.value("document.querySelector('[data-verb=rollback]').click()");
    browser.await("document.querySelector('#confirm').open");
    browser.value("document.querySelector('#cancel').click()");
    browser.await("!document.querySelector('#confirm').open");
    assertThat(bench.get(AdminBench.MIGRATION).json().path("state").asText()).isEqualTo("running");
  }

  @Test
  void key_wrongThenRight_opensThePage() {
    browser.open(url());
    browser.await("!document.querySelector('#unlock').hidden");
    browser.value("document.querySelector('#key').focus()");
    browser.type("wrong");
    browser.press("Enter", 13);
    browser.await("document.querySelector('#unlock-problem').textContent.includes('admin key')");
    browser.value("document.querySelector('#key').value = '" + AdminBench.KEY + "'");
    browser.value("document.querySelector('#unlock button').click()");
    browser.await(STATE + " === 'running'");
  }

  @Test
  void calls_answered_areShownPerArm() {
    try (RawClient client = RawClient.to(bench.gateway().dataAddress())) {
      String call = "{\"model\":\"gpt-4o\",\"messages\":[]}";
      for (int number = 0; number < 20; number++) {
        client.post("/v1/chat/completions", call, "x-request-id: r" + number);
        client.read();
      }
    }
    browser.open(url() + "#key=" + AdminBench.KEY);
    browser.await(
        "[...document.querySelectorAll('.rate span')].map(s =>"
            + " parseInt(s.textContent.match(/\\d+/))).reduce((a, b) => a + b, 0) === 20");
  }

  @Test
  void trouble_badReloadThenSilence_isSaidPlainly() throws IOException {
    browser.open(url() + "#key=" + AdminBench.KEY);
    browser.await(STATE + " === 'running'");
    bench.write("banana");
    browser.await("document.querySelector('#banners').textContent.includes('not a percentage')");
    bench.gateway().close();
    browser.await("document.querySelector('#banners').textContent.includes('does not answer')");
    assertThat(browser.value("document.body.className")).isEqualTo("stale");
  }
}
