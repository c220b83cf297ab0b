package org.ignition.command.terminal;

import java.util.Collection;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.ignition.image.Descriptor;
import org.ignition.progress.Progress;
import org.ignition.progress.TransferTally;

/** Shows an upload as a bar in the status line of a terminal. */
public final class BarProgress implements Progress {

  private static final int WIDTH = 78;
  private static final int REDRAW_MILLIS = 200;

  private final TerminalScreen screen;
  private final TransferTally tally;
  private final ProgressBar bar;
  private boolean closed;

  private BarProgress(TerminalScreen screen, TransferTally tally) {
    this.screen = screen;
    this.tally = tally;
    this.bar = bar(screen.style().unicode(), tally);
  }

  /** Shows uploads on {@code screen}. */
  public static Display on(TerminalScreen screen) {
    return (Collection<Descriptor> blobs) -> new BarProgress(screen, new TransferTally(blobs));
  }

  private ProgressBar bar(boolean unicode, TransferTally tally) {
    return new ProgressBarBuilder()
        .setTaskName("uploading")
        .setInitialMax(tally.totalBytes())
        .setUnit(tally.unit(), tally.unitBytes())
        .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REDRAW_MILLIS)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  @Override
  public void transfer(Descriptor blob, Event event, long bytes) {
    tally.transfer(blob, event, bytes);
    bar.stepTo(tally.doneBytes());
    bar.setExtraMessage(tally.blobs());
  }

  /** Takes the bar away; whoever uploaded says how it ended. */
  @Override
  public void close() {
    bar.close();
    erase();
  }

  /** The bar is redrawn by a thread of its library, which may be late. */
  private synchronized void draw(String line) {
    if (!closed) {
      screen.status(line);
    }
  }

  private synchronized void erase() {
    closed = true;
    screen.status("");
  }
}
