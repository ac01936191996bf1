package io.crossfade.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One validated configuration file. Everything in it has been checked against everything else: no
 * name dangles, no secret is missing, no percentage is out of range.
 *
 * @param server ports and keys
 * @param store where state lives
 * @param providers by name, in file order
 * @param models what the file says about models, over the built-in catalogue, by canonical id or
 *     glob, in file order
 * @param routes which provider serves what outside any migration, first match wins
 * @param migrations in file order
 * @param keys gateway keys; empty when the data port asks for none
 * @param notices who is told what happens
 * @param costs what costs are added up by
 * @param translation what is refused that could be left out
 * @param responseHeaders whether answers carry {@code x-crossfade-*}
 * @param drainMillis longest time calls in flight get after SIGTERM
 * @param retention how long the log keeps what is passing of migrations that are over; null for
 *     ever
 * @param hash of the file's meaning, 16 hex digits; secrets do not enter it
 */
public record Config(
    ServerConfig server,
    StoreConfig store,
    Map<String, ProviderConfig> providers,
    Map<String, ModelConfig> models,
    List<RouteConfig> routes,
    List<MigrationConfig> migrations,
    List<KeyConfig> keys,
    NotifyConfig notices,
    CostConfig costs,
    TranslationConfig translation,
    boolean responseHeaders,
    long drainMillis,
    @Nullable Duration retention,
    String hash) {}
