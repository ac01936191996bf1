package io.crossfade.server.frontend.request;

import io.crossfade.core.fault.Fault;
import io.crossfade.core.http.RequestBody;
import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A body that is decoded while it is read. Each encoded piece gives plain pieces of at most 64 KB,
 * one per demand, so a small body that decodes into a huge one costs no more memory than a plain
 * one.
 */
final class InflatedBody implements RequestBody {
  private final RequestBody encoded;
  private final boolean gzip;
  private final long mostBytes;

  InflatedBody(RequestBody encoded, boolean gzip, long mostBytes) {
    this.encoded = encoded;
    this.gzip = gzip;
    this.mostBytes = mostBytes;
  }

  @Override
  public long length() {
    return -1;
  }

  @Override
  public void readInto(Reader reader) {
    encoded.readInto(new Decoding(reader, new Inflation(gzip), mostBytes));
  }

  private static final class Decoding implements Reader {
    private final Reader to;
    private final Inflation inflation;
    private final long mostBytes;
    private final Runnable proceed = this::proceed;
    private @Nullable Runnable more;
    private long total;
    private boolean inputEnded;
    private boolean wanted;
    private boolean running;
    private boolean over;

    Decoding(Reader to, Inflation inflation, long mostBytes) {
      this.to = to;
      this.inflation = inflation;
      this.mostBytes = mostBytes;
    }

    @Override
    public void piece(ByteBuf piece, Runnable next) {
      if (over) {
        piece.release();
        return;
      }
      more = next;
      inflation.add(piece);
      proceed();
    }

    @Override
    public void end() {
      inputEnded = true;
      proceed();
    }

    @Override
    public void failed(Fault fault) {
      fail(fault);
    }

    /** Hands on the next plain piece, or asks for more encoded bytes when there is none. */
    private void proceed() {
      wanted = true;
      if (running) {
        return;
      }
      running = true;
      while (wanted && !over) {
        wanted = false;
        tryStep();
      }
      running = false;
    }

    private void tryStep() {
      try {
        step(inflation.next());
      } catch (DataFormatException damaged) {
        fail(RequestFaults.malformed("the encoded body is damaged"));
      }
    }

    private void step(@Nullable ByteBuf plain) {
      if (plain != null) {
        total += plain.readableBytes();
        deliver(plain);
      } else if (inputEnded) {
        end(inflation.whole());
      } else if (more != null) {
        more.run();
      }
    }

    private void deliver(ByteBuf plain) {
      if (total > mostBytes) {
        plain.release();
        fail(RequestFaults.decodedTooLarge());
      } else {
        to.piece(plain, proceed);
      }
    }

    private void end(boolean whole) {
      if (!whole) {
        fail(RequestFaults.malformed("the encoded body is cut short"));
        return;
      }
      over = true;
      inflation.close();
      to.end();
    }

    private void fail(Fault fault) {
      if (!over) {
        over = true;
        inflation.close();
        to.failed(fault);
      }
    }
  }
}
