package io.crossfade.server.frontend;

import io.crossfade.core.config.ServerConfig.Address;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a listener gets its socket.
 *
 * @param address with port 0 for any free one
 * @param inherited a socket that listens already, or null to bind a new one
 */
public record Binding(Address address, @Nullable FileDescriptor inherited) {

  public static Binding to(Address address) {
    return new Binding(address, null);
  }

  /** An inherited socket, unless another port is wanted by now; then it is closed. */
  public static Binding of(Address address, FileDescriptor inherited) throws IOException {
    if (address.port() == 0
        || new Socket(inherited.intValue()).localAddress().getPort() == address.port()) {
      return new Binding(address, inherited);
    }
    inherited.close();
    return to(address);
  }
}
