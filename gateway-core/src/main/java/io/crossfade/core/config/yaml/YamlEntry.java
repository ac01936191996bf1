package io.crossfade.core.config.yaml;

/**
 * One entry of a mapping.
 *
 * @param name the key's text, as it stands
 * @param key where to complain about the name
 * @param value what it is set to
 */
public record YamlEntry(String name, YamlNode key, YamlNode value) {}
