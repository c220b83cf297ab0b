package org.ignition.flow;

import java.util.List;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.Login;
import org.ignition.command.Secret;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;

/**
 * Keeps secrets out of the log, before anything else is logged.
 *
 * @param surface whose log
 */
public record Secrets(Surface surface) {

  /** Variables of the environment that lead into a bucket (AWS SDKs and Tools Reference Guide). */
  private static final List<String> STORAGE =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  /** Hides what leads to a database. */
  public void hide(Command.DatabaseAccess access) {
    String user = access.user().orElse("");
    surface.mask().accept(new Login(user, access.url()));
    if (access.allowUrlUserinfo()
        && DatabaseUrl.parse(access.url().value(), true) instanceof PostgresUrl url) {
      url.userinfo()
          .password()
          .ifPresent(password ->
              surface.mask().accept(new Login(url.userinfo().user(), new Secret(password))));
    }
    access.password().ifPresent(password -> surface.mask().accept(new Login(user, password)));
    hide(access.sshKey());
  }

  /** Hides what leads into a bucket. */
  public void hide(Optional<Command.StorageKeys> keys, Surroundings surroundings) {
    keys.ifPresent(given -> {
      hide(Optional.of(given.accessKey()));
      hide(Optional.of(given.secretKey()));
    });
    STORAGE.forEach(name ->
        hide(
            Optional.ofNullable(surroundings.environment().get(name))
                .filter(value -> !value.isBlank())
                .map(Secret::new)));
  }

  /** Hides a secret without a user. */
  public void hide(Optional<Secret> secret) {
    secret.ifPresent(given -> surface.mask().accept(new Login("", given)));
  }
}
