import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Flyway as a library and nothing else: {@code java FlywayApi.java JDBC-URL USER FOLDER}. Its lock
 * is that of a session, as ours, so that it too could make indexes concurrently.
 */
public class FlywayApi {

  public static void main(String[] arguments) {
    LogFactory.setLogCreator(_ -> new Silent());
    var configuration =
        Flyway.configure()
            .dataSource(arguments[0], arguments[1], "")
            .sqlMigrationPrefix("")
            .sqlMigrationSeparator("_")
            .locations("filesystem:" + arguments[2]);
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    System.out.println(configuration.load().migrate().migrationsExecuted + " applied");
  }

  private static final class Silent implements Log {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception e) {}

    @Override
    public void notice(String message) {}
  }
}
