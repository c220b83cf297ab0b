package org.ignition.backup.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ignition.backup.KeyNotes;
import org.ignition.backup.KeyProofs;

/**
 * A file beside the backups.
 *
 * @param name of the place
 */
record HostKeyNotes(String name, HostShell shell, HostProblem problem) implements KeyNotes {

  @Override
  public KeyProofs read() {
    HostShell.Answer answer = shell.ask(HostScript.FETCH, KeyProofs.FILE);
    return answer.end().exitCode() == HostProblem.GONE
        ? KeyProofs.NONE
        : KeyProofs.read(problem.done(answer).output());
  }

  /** What is half written counts for nothing, and is written anew. */
  @Override
  public void keep(KeyProofs proofs) {
    byte[] document = proofs.write().getBytes(StandardCharsets.UTF_8);
    problem.done(shell.remove(List.of(KeyProofs.FILE)));
    problem.done(shell.ask(HostScript.RECEIVE, document, KeyProofs.FILE));
  }
}
