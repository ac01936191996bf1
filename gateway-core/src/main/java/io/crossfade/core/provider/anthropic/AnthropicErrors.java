package io.crossfade.core.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossfade.core.fault.Classified;
import io.crossfade.core.fault.ErrorAnswer;
import io.crossfade.core.fault.ErrorStory;
import io.crossfade.core.fault.Fault;
import io.crossfade.core.fault.ProviderErrors;
import io.crossfade.core.translate.ErrorReader;
import io.crossfade.core.translate.StreamFaults;

/** Understands errors of Anthropic's API. Source: Anthropic, "Errors". */
public final class AnthropicErrors implements ErrorReader {

  @Override
  public Classified read(ErrorAnswer answer) {
    return ProviderErrors.classify(answer);
  }

  static Fault inStream(ObjectNode event, boolean sawContent) {
    return StreamFaults.of(ErrorStory.of(event), sawContent);
  }
}
