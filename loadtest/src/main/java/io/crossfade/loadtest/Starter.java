package io.crossfade.loadtest;

import io.crossfade.loadtest.proxy.Place;
import io.crossfade.loadtest.proxy.Target;
import java.io.IOException;

/** Starts one proxy; it need not answer yet. */
@FunctionalInterface
interface Starter {
  Target start(Place place) throws IOException;
}
