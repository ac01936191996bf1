/**
 * What the admin port is asked and what it answers: whole bodies in, whole answers or feeds out.
 */
@NullMarked
package io.crossfade.server.admin.web;

import org.jspecify.annotations.NullMarked;
