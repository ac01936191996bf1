package io.crossfade.server.store;

/** Everything that is kept on disk: the log of events, and what calls cost. */
public interface Store extends EventLog, CostBook {}
