/** The Converse API of Amazon Bedrock as the provider speaks it. */
@NullMarked
package io.crossfade.core.provider.bedrock;

import org.jspecify.annotations.NullMarked;
