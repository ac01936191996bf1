package io.crossfade.server.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossfade.core.config.Secret.Identity.GoogleAccount;
import io.crossfade.core.http.Headers;
import io.crossfade.server.credential.TokenLine.Question;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for tokens of Google Cloud. Sources: Google, "Using OAuth 2.0 for server to server
 * applications", "How Application Default Credentials works", "Authenticate workloads using service
 * accounts" (metadata server).
 *
 * @param environment that says where an account's file or the metadata server is
 */
record GoogleTokens(TokenLine line, Map<String, String> environment) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI TOKENS = URI.create("https://oauth2.googleapis.com/token");
  private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String OF_MACHINE =
      "/computeMetadata/v1/instance/service-accounts/default/token";

  /** A token of the account in a file; without one, of the machine this runs on. */
  Issued<String> of(GoogleAccount account) throws IOException, InterruptedException {
    String file = account.file() == null ? defaultFile() : account.file();
    return file == null ? ofMachine() : ofFile(file);
  }

  /** The file of the application's default credentials, or null where there is none. */
  private @Nullable String defaultFile() {
    String named = environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
    if (!named.isBlank()) {
      return named;
    }
    Path users =
        Path.of(
            environment.getOrDefault("HOME", "/"),
            ".config/gcloud/application_default_credentials.json");
    return Files.isRegularFile(users) ? users.toString() : null;
  }

  private Issued<String> ofMachine() throws IOException, InterruptedException {
    String host = environment.getOrDefault("GCE_METADATA_HOST", "metadata.google.internal");
    URI uri = TokenForm.address("http://" + host + OF_MACHINE);
    return token(new Question("GET", uri, Headers.of("metadata-flavor", "Google"), ""));
  }

  /** Read each time, since keys are exchanged. */
  private Issued<String> ofFile(String file) throws IOException, InterruptedException {
    JsonNode account = read(file);
    URI service = TokenForm.address(account.path("token_uri").asText(TOKENS.toString()));
    String type = account.path("type").asText();
    Map<String, String> form =
        switch (type) {
          case "service_account" -> serviceAccount(file, account, service);
          case "authorized_user" -> user(account);
          default ->
              throw new IOException(
                  "%s is of type '%s'; a key of a service account is needed, or what gcloud makes"
                      .formatted(file, type));
        };
    return token(TokenForm.question(service, form));
  }

  private static JsonNode read(String file) throws IOException {
    try {
      JsonNode account = JSON.readTree(Files.readString(Path.of(file), UTF_8));
      if (account != null && account.isObject()) {
        return account;
      }
    } catch (IOException e) {
      // Falls through to the one message; the exception may quote the file, which holds a key.
    }
    throw new IOException("the credentials file %s cannot be read as JSON".formatted(file));
  }

  private static Map<String, String> serviceAccount(String file, JsonNode account, URI service)
      throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", BY_ASSERTION);
    try {
      form.put("assertion", ServiceAccountJwt.sign(account, service, Instant.now()));
    } catch (IllegalArgumentException e) {
      throw new IOException("the private_key in %s cannot be read".formatted(file));
    }
    return form;
  }

  private static Map<String, String> user(JsonNode account) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    for (String field : new String[] {"client_id", "client_secret", "refresh_token"}) {
      form.put(field, account.path(field).asText());
    }
    return form;
  }

  private Issued<String> token(Question question) throws IOException, InterruptedException {
    question.fields().add("accept-encoding", "identity");
    Instant asked = Instant.now();
    return TokenAnswers.read(question.uri(), line.ask(question), asked);
  }
}
