package org.ignition.flow.check;

import java.nio.file.Path;
import java.util.Optional;
import org.ignition.command.Command;
import org.ignition.command.Secret;
import org.ignition.config.MigrationSettings;
import org.ignition.migration.DatabaseKind;
import org.ignition.migration.Layout;
import org.ignition.migration.rule.RulePolicy;

/**
 * What is checked and how: the inputs, and the configuration where they say nothing.
 *
 * @param folder of the migrations, relative to the workspace; empty to look for it
 * @param layout how the files are named; empty to find out
 * @param all whether the whole history is rehearsed
 * @param base what holds the merged migrations; empty to find out
 * @param database what they are written for
 * @param databaseVersion major version of the embedded server
 * @param shadowUrl a server to rehearse on instead
 * @param policy how much rules weigh
 * @param configured what only the configuration says
 */
record CheckSettings(
    Optional<Path> folder,
    Optional<Layout> layout,
    boolean all,
    Optional<String> base,
    DatabaseKind database,
    int databaseVersion,
    Optional<Secret> shadowUrl,
    RulePolicy policy,
    MigrationSettings configured) {

  static CheckSettings of(Command.CheckMigrations command, MigrationSettings configured) {
    return new CheckSettings(
        command.migrations().or(configured::directory),
        command.layout().or(configured::layout),
        command.all(),
        command.base(),
        command.database().orElse(configured.database()),
        command.databaseVersion().orElse(configured.databaseVersion()),
        command.shadowUrl(),
        new RulePolicy(command.policy().orElse(configured.policy()), configured.rules()),
        configured);
  }
}
