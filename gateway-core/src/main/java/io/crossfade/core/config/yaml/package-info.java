/** YAML as nodes with positions, read by a schema of our own and never turned into objects. */
@NullMarked
package io.crossfade.core.config.yaml;

import org.jspecify.annotations.NullMarked;
