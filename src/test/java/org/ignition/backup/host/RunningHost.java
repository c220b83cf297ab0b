package org.ignition.backup.host;

import java.nio.file.Path;
import java.util.Objects;
import org.ignition.testing.Sshd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A host with a real sshd, which is up while the tests of a class run. */
final class RunningHost implements BeforeAllCallback, AfterAllCallback {

  private final HostPrograms programs;
  private @Nullable Sshd sshd;

  RunningHost(HostPrograms programs) {
    this.programs = programs;
  }

  @Override
  public void beforeAll(ExtensionContext test) throws Exception {
    sshd = programs.start();
  }

  @Override
  public void afterAll(ExtensionContext test) {
    sshd().close();
  }

  Sshd sshd() {
    return Objects.requireNonNull(sshd);
  }

  HostStore store(Path folder) throws Exception {
    return HostPrograms.store(sshd(), sshd().port(), folder.toString());
  }
}
