package org.ignition.migration.flyway;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** How Flyway is set up. {@code Flyway.configure()} reads no environment and no files. */
final class FlywayStart {

  private FlywayStart() {}

  /**
   * A Flyway that knows {@code migrations} and nothing else: it looks for no files, no classes and
   * no callbacks.
   *
   * @param schema that holds its table
   * @param by who applies; the session's user where it is empty
   */
  static Flyway of(
      DataSource source, String schema, String by, List<? extends ResolvedMigration> migrations) {
    LogFactory.setLogCreator(_ -> new Silence());
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(source)
            .table(FlywayTable.NAME)
            .defaultSchema(schema)
            .createSchemas(false)
            .locations(new String[0])
            .resourceProvider(new NoResources())
            .javaMigrationClassProvider(List::of)
            .skipDefaultResolvers(true)
            .skipDefaultCallbacks(true)
            .resolvers(resolver(migrations))
            .placeholderReplacement(false)
            .group(true)
            .mixed(true)
            .baselineOnMigrate(false)
            .validateOnMigrate(false)
            .outOfOrder(true)
            .cleanDisabled(true)
            .connectRetries(0);
    if (!by.isBlank()) {
      configuration.installedBy(by);
    }
    sessionLock(configuration);
    return configuration.load();
  }

  /** Its usual lock is held by a transaction, for which {@code CONCURRENTLY} waits for ever. */
  private static void sessionLock(FluentConfiguration configuration) {
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
  }

  private static MigrationResolver resolver(List<? extends ResolvedMigration> migrations) {
    return new MigrationResolver() {
      @Override
      public Collection<ResolvedMigration> resolveMigrations(Context context) {
        return List.copyOf(migrations);
      }
    };
  }

  /** Keeps Flyway from scanning. */
  private static final class NoResources implements ResourceProvider {

    @Override
    @SuppressWarnings("NullAway") // What Flyway documents for a resource that is not there.
    public LoadableResource getResource(String name) {
      return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return List.of();
    }
  }
}
