/** What a request and an answer carry besides their meaning: method, path, fields, body. */
@NullMarked
package io.crossfade.core.http;

import org.jspecify.annotations.NullMarked;
