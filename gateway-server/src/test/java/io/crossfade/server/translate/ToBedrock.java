package io.crossfade.server.translate;

import io.crossfade.server.story.Story;
import io.crossfade.server.testing.aws.Account;
import java.nio.file.Path;

/** A migration to Bedrock, with the credential where AWS's chain looks first. */
final class ToBedrock {
  static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";
  static final String TOKEN = "IQoJb3JpZ2luX2VjSESSIONTOKEN";
  static final String MODEL = "anthropic.claude-3-5-sonnet-20241022-v2:0";
  static final Bedrock HEALTHY = new Bedrock("I am Bedrock.", SECRET);

  private ToBedrock() {}

  static Story from(String old, Path folder, String settings) {
    return from(old, folder, MODEL, settings);
  }

  static Story from(String old, Path folder, String model, String settings) {
    Story story = new Story(folder);
    story.next.script(HEALTHY);
    story.save(
        """
        server: {listen: "127.0.0.1:0", admin: "127.0.0.1:0"}
        providers:
          old: %s
          next:
            type: bedrock
            region: eu-central-1
            base_url: "http://127.0.0.1:NEXT"
            %s
        migrations:
          - {name: move, from: old, to: "next/%s", models: ["*"], split: 100%%}
        """
            .formatted(old, settings, model));
    story.start();
    return story;
  }

  static Account account() {
    return Account.of(SECRET, TOKEN);
  }
}
