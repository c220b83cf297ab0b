package org.ignition.migration.flyway;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.ignition.migration.Layout;

/** Flyway as everybody else uses it: its own scanner, its own ideas. */
final class RealFlyway {

  private final Flyway flyway;

  private RealFlyway(Flyway flyway) {
    this.flyway = flyway;
  }

  static RealFlyway on(TestTarget target, Path folder, Layout layout) {
    LogFactory.setLogCreator(_ -> new Silence());
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(new TargetDataSource(() -> target.connect("flyway")))
            .placeholderReplacement(false)
            .mixed(true)
            .ignoreMigrationPatterns("*:pending")
            .locations("filesystem:" + folder);
    if (layout == Layout.SEED) {
      configuration.sqlMigrationPrefix("").sqlMigrationSeparator("_");
    }
    return new RealFlyway(configuration.load());
  }

  /** Version and state. */
  List<String> info() {
    return Arrays.stream(flyway.info().all())
        .map(each -> each.getVersion() + " " + each.getState())
        .toList();
  }

  void validate() {
    flyway.validate();
  }

  void migrate() {
    flyway.migrate();
  }

  void baseline() {
    flyway.baseline();
  }
}
