package org.ignition.backup.age;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Files in the format of age. Both ways need a few hundred KiB of memory whatever a file's size,
 * stop when the thread is interrupted, and leave no file behind when they fail.
 */
public final class AgeFile {

  /** Some of age's pieces of 64 KiB. */
  private static final int BLOCK = 256 * 1024;

  private AgeFile() {}

  /**
   * Encrypts a file.
   *
   * @param to a file that is empty or not there; only its owner can read it
   * @param recipients at least one
   * @throws org.ignition.failure.InputException when {@code to} can't be written
   * @throws org.ignition.failure.CancelledException when the thread is interrupted
   */
  public static void encrypt(Path plain, Path to, Recipients recipients) {
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("encrypts for nobody");
    }
    NewFile.write(
        to,
        "encrypt",
        target -> {
          try (FileChannel source = FileChannel.open(plain, StandardOpenOption.READ);
              WritableByteChannel sealed =
                  new StandardEncryptingChannelFactory()
                      .newEncryptingChannel(target, recipients.writers())) {
            copy(source, sealed);
          }
        });
  }

  /**
   * Decrypts a file. What {@code to} holds when this returns is what was encrypted, to the last
   * byte.
   *
   * @param to a file that is empty or not there; only its owner can read it
   * @throws org.ignition.failure.InputException of {@code BACKUP_LOCKED} when no key fits
   * @throws org.ignition.failure.RemoteException of {@code BACKUP_ALTERED} when it is cut or
   *     altered
   * @throws org.ignition.failure.CancelledException when the thread is interrupted
   */
  public static void decrypt(Path from, Path to, Identities identities) {
    NewFile.write(
        to,
        "decrypt to",
        target -> {
          try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
              ReadableByteChannel opened =
                  open(source, from, new Opening(identities), identities)) {
            copy(opened, target);
          } catch (PayloadException e) {
            throw AgeProblem.altered(from, e);
          }
        });
  }

  /**
   * Whose key opens a file, of which only the beginning is read.
   *
   * @return {@code age1…}
   * @throws org.ignition.failure.IgnitionException as {@link #decrypt}
   */
  public static String opener(Path file, Identities identities) {
    Opening opening = new Opening(identities);
    try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ);
        ReadableByteChannel _ = open(source, file, opening, identities)) {
      return opening.recipient().orElseThrow();
    } catch (ClosedByInterruptException e) {
      throw AgeProblem.cancelled("read", file, e);
    } catch (IOException e) {
      throw AgeProblem.failed("read", file, e);
    }
  }

  private static ReadableByteChannel open(
      FileChannel source, Path file, Opening opening, Identities identities) throws IOException {
    try {
      return new StandardDecryptingChannelFactory().newDecryptingChannel(source, List.of(opening));
    } catch (PayloadException | GeneralSecurityException | RuntimeException e) {
      // The library reads a header that was cut beyond its end, which is a RuntimeException.
      throw opening.isLocked()
          ? AgeProblem.locked(
              String.valueOf(file.getFileName()), "others (its header names none)", identities)
          : AgeProblem.altered(file, e);
    }
  }

  private static void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (from.read(block) >= 0) {
      block.flip();
      while (block.hasRemaining()) {
        to.write(block);
      }
      block.clear();
    }
  }
}
