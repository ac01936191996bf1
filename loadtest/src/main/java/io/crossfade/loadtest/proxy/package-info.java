/** What is measured: each proxy as a process of its own, configured alike. */
@NullMarked
package io.crossfade.loadtest.proxy;

import org.jspecify.annotations.NullMarked;
