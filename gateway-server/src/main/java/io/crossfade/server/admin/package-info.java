/**
 * The admin port: metrics, health, the management API and the page. Blocking code on virtual
 * threads.
 */
@NullMarked
package io.crossfade.server.admin;

import org.jspecify.annotations.NullMarked;
