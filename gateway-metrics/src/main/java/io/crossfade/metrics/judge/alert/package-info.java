/** What an operator should know of, and what keeps a migration where it is. */
@NullMarked
package io.crossfade.metrics.judge.alert;

import org.jspecify.annotations.NullMarked;
