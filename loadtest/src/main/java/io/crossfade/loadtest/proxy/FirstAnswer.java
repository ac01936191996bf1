package io.crossfade.loadtest.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossfade.loadtest.http.Prompt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/** Asks a proxy that was just started until it answers. */
public final class FirstAnswer {
  private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private FirstAnswer() {}

  /**
   * Returns at the first 200.
   *
   * @param sockets plain ones, or such as speak TLS
   */
  public static void await(Target target, Prompt prompt, SocketFactory sockets) {
    byte[] request = bytes(prompt.request("127.0.0.1:" + target.address().getPort()));
    long start = System.nanoTime();
    while (!answers(target, request, sockets)) {
      target.checkRunning();
      if (System.nanoTime() - start > LIMIT) {
        throw new IllegalStateException(target.name() + " has not answered for two minutes");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static boolean answers(Target target, byte[] request, SocketFactory sockets) {
    try (Socket socket =
        sockets.createSocket(target.address().getAddress(), target.address().getPort())) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
      socket.getOutputStream().write(request);
      return Arrays.equals(socket.getInputStream().readNBytes(OK.length), OK);
    } catch (IOException notYet) {
      return false;
    }
  }

  private static byte[] bytes(ByteBuf request) {
    return ByteBufUtil.getBytes(request);
  }
}
