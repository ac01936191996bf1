package io.crossfade.server.relay;

import io.crossfade.core.http.ResponseHead;
import io.netty.buffer.ByteBuf;

/** A provider's whole answer, held. */
record ProviderAnswer(ResponseHead head, ByteBuf body) {}
