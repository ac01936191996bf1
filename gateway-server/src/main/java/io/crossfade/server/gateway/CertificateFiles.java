package io.crossfade.server.gateway;

import io.crossfade.core.config.ServerConfig.Tls;
import io.crossfade.server.control.FileWatch;
import io.crossfade.server.frontend.TlsContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data port's certificate and key, read again when one of the files changes. New connections
 * get the new pair, open ones keep theirs; a pair that cannot be used changes nothing. Asked on
 * event loops, read on the thread of {@link FileWatch}.
 */
final class CertificateFiles implements Supplier<SslContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);

  private final Tls files;
  private final Consumer<Boolean> reread;
  private volatile SslContext current;

  private CertificateFiles(Tls files, SslContext first, Consumer<Boolean> reread) {
    this.files = files;
    this.current = first;
    this.reread = reread;
  }

  /**
   * Reads the pair and looks at it from here on.
   *
   * @param reread told of each later change whether the new pair is in use
   * @throws IOException when the pair cannot be used
   */
  static CertificateFiles open(Tls files, FileWatch watch, Consumer<Boolean> reread)
      throws IOException {
    CertificateFiles pair = new CertificateFiles(files, TlsContexts.read(files), reread);
    watch.watch(files.cert(), pair::changed);
    watch.watch(files.key(), pair::changed);
    return pair;
  }

  /** The pair in use, retained: whoever asks releases it. */
  @Override
  public SslContext get() {
    for (; ; ) {
      SslContext now = current;
      if (!(now instanceof ReferenceCounted counted) || retained(counted)) {
        return now;
      }
    }
  }

  @Override
  public void close() {
    ReferenceCountUtil.release(current);
  }

  /** False when the pair was renewed, and the old one released, a moment ago. */
  private static boolean retained(ReferenceCounted counted) {
    try {
      var _ = counted.retain();
      return true;
    } catch (IllegalReferenceCountException renewed) {
      return false;
    }
  }

  /**
   * The two files change one after the other, so a pair that does not fit may only be half of it.
   */
  private boolean changed(boolean last) {
    try {
      SslContext old = current;
      current = TlsContexts.read(files);
      ReferenceCountUtil.release(old);
      LOG.info("the data port's certificate {} was read again", files.cert());
      reread.accept(true);
      return true;
    } catch (IOException unusable) {
      if (last) {
        LOG.warn("{}; the pair read before stays", unusable.getMessage());
        reread.accept(false);
      }
      return false;
    }
  }
}
