/**
 * What every module's tests share: what they need from the machine, and a word on what is left out.
 */
@NullMarked
package io.crossfade.core.testing;

import org.jspecify.annotations.NullMarked;
