/** Google's generateContent, with a key of its own ("gemini") and in Google Cloud ("vertex"). */
@NullMarked
package io.crossfade.core.provider.gemini;

import org.jspecify.annotations.NullMarked;
