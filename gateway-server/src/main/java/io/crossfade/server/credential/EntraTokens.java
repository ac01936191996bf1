package io.crossfade.server.credential;

import io.crossfade.core.config.Secret;
import io.crossfade.core.config.Secret.Identity.EntraApp;
import io.crossfade.core.config.Secret.Identity.EntraManaged;
import io.crossfade.core.config.Secret.Identity.EntraWorkload;
import io.crossfade.core.http.Headers;
import io.crossfade.server.credential.TokenLine.Question;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for tokens of Entra. Sources: Microsoft, "OAuth 2.0 client credentials flow", "Microsoft
 * Entra Workload ID", "How to use managed identities on an Azure VM to acquire an access token",
 * "How to use managed identities for App Service".
 *
 * @param environment that workloads and machines are told of their identity by
 * @param secrets current value of each
 */
record EntraTokens(
    TokenLine line, Map<String, String> environment, Function<Secret, @Nullable String> secrets) {
  private static final URI METADATA = URI.create("http://169.254.169.254");
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** A token of an application that knows a secret. */
  Issued<String> of(EntraApp app) throws IOException, InterruptedException {
    Map<String, String> form = form(app.clientId(), app.resource());
    String secret = secrets.apply(app.secret());
    if (secret == null) {
      throw new IOException("its client_secret cannot be read");
    }
    form.put("client_secret", secret);
    try {
      return tokenOf(app.authority(), app.tenant(), form);
    } catch (IOException e) {
      throw new IOException(String.valueOf(e.getMessage()).replace(secret, "***"), e);
    }
  }

  /** A token of an application that trusts the file this workload was given. */
  Issued<String> of(EntraWorkload workload) throws IOException, InterruptedException {
    String host = environment.get("AZURE_AUTHORITY_HOST");
    Map<String, String> form = form(told("AZURE_CLIENT_ID"), workload.resource());
    form.put("client_assertion_type", ASSERTION);
    form.put("client_assertion", assertion(told("AZURE_FEDERATED_TOKEN_FILE")));
    URI authority = host == null ? workload.authority() : TokenForm.address(host);
    return tokenOf(authority, told("AZURE_TENANT_ID"), form);
  }

  /** A token of the machine: of App Service and its kin where there is one, else of a VM. */
  Issued<String> of(EntraManaged machine) throws IOException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("resource", machine.resource());
    if (machine.clientId() != null) {
      query.put("client_id", machine.clientId());
    }
    String endpoint = environment.get("IDENTITY_ENDPOINT");
    String header = environment.get("IDENTITY_HEADER");
    if (endpoint != null && header != null) {
      query.put("api-version", "2019-08-01");
      return ofMachine(endpoint, query, Headers.of("x-identity-header", header));
    }
    query.put("api-version", "2018-02-01");
    String host =
        environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", METADATA.toString());
    String path = TokenForm.withoutSlash(host) + "/metadata/identity/oauth2/token";
    return ofMachine(path, query, Headers.of("metadata", "true"));
  }

  private Issued<String> ofMachine(String endpoint, Map<String, String> query, Headers fields)
      throws IOException, InterruptedException {
    return token(
        new Question(
            "GET", TokenForm.address(endpoint + "?" + TokenForm.encoded(query)), fields, ""));
  }

  private Issued<String> tokenOf(URI authority, String tenant, Map<String, String> form)
      throws IOException, InterruptedException {
    URI endpoint =
        TokenForm.address(
            "%s/%s/oauth2/v2.0/token".formatted(authority, TokenForm.encoded(tenant)));
    return token(TokenForm.question(endpoint, form));
  }

  private Issued<String> token(Question question) throws IOException, InterruptedException {
    question.fields().add("accept", "application/json").add("accept-encoding", "identity");
    Instant asked = Instant.now();
    return TokenAnswers.read(question.uri(), line.ask(question), asked);
  }

  private static Map<String, String> form(String clientId, String resource) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("scope", resource + "/.default");
    return form;
  }

  private String told(String variable) throws IOException {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw new IOException(
          variable + " is not set; the pod lacks the label azure.workload.identity/use");
    }
    return value;
  }

  /** Read each time, because Kubernetes writes a new one every hour. */
  private static String assertion(String file) throws IOException {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IOException("the token file %s cannot be read".formatted(file), e);
    }
  }
}
