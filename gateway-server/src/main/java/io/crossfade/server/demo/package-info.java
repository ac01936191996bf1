/**
 * The whole product with no key and no network: fake providers, sample traffic, a rollback to
 * watch.
 */
@NullMarked
package io.crossfade.server.demo;

import org.jspecify.annotations.NullMarked;
