package org.ignition.registry.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ignition.image.AssembledImage;
import org.ignition.image.BlobSource;
import org.ignition.image.Descriptor;
import org.ignition.image.Digest;
import org.ignition.image.ImageName;
import org.ignition.image.MediaType;
import org.ignition.registry.RegistryAccess;
import org.ignition.registry.Repository;
import org.ignition.registry.TransferListener;

/**
 * Pushes files in a JVM of its own, to see what it needs: {@code REPOSITORY DIGEST=FILE...}. Says
 * how long that took and how much memory it ever had.
 */
final class PushFiles {

  private PushFiles() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    try (RegistryClient client =
            new RegistryClient(
                RegistryAccess.ANONYMOUS,
                Clock.systemUTC(),
                Sleeper.REAL,
                new Random(),
                TrafficListener.NONE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Repository repository = client.repository(ImageName.parse(arguments[0]));
      List<Future<?>> pushes = new ArrayList<>();
      for (String argument : List.of(arguments).subList(1, arguments.length)) {
        AssembledImage.Blob blob = blob(argument);
        pushes.add(threads.submit(() -> repository.blobs().push(blob, TransferListener.NONE)));
      }
      for (Future<?> push : pushes) {
        push.get();
      }
    }
    System.out.println("ms " + (System.nanoTime() - begin) / 1_000_000);
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }

  private static AssembledImage.Blob blob(String argument) throws IOException {
    Digest digest = new Digest(argument.substring(0, argument.indexOf('=')));
    Path file = Path.of(argument.substring(argument.indexOf('=') + 1));
    long size = Files.size(file);
    return new AssembledImage.Blob(
        Descriptor.of(MediaType.OCI_LAYER_TAR, digest, size), new BlobSource.InFile(file, 0, size));
  }
}
