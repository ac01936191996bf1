package io.crossfade.core.chat;

/** Where the bytes of a picture, a sound or a document are. */
public sealed interface Media {

  /** A data URL's content, or the address as it is. */
  static Media at(String url) {
    int split = url.startsWith("data:") ? url.indexOf(";base64,") : -1;
    return split < 0
        ? new Link(url)
        : new Inline(
            url.substring("data:".length(), split), url.substring(split + ";base64,".length()));
  }

  /**
   * In the request itself.
   *
   * @param type media type, such as {@code image/png}
   * @param base64 the bytes, in base64 without line breaks
   */
  record Inline(String type, String base64) implements Media {}

  /** Behind an address that the provider fetches. */
  record Link(String url) implements Media {}

  /**
   * Uploaded before.
   *
   * @param dialect of the provider that has it and gave the id
   */
  record Uploaded(String dialect, String fileId) implements Media {}

  /** A document of plain text. */
  record Plain(String text) implements Media {}
}
