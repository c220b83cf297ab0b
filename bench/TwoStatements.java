import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Migrations of two statements each, for three tools: {@code java TwoStatements.java FOLDER COUNT}
 * writes FOLDER/seed (with downs), FOLDER/flyway (without) and FOLDER/dbmate, the same SQL in each.
 */
public class TwoStatements {

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path seed = Files.createDirectories(folder.resolve("seed"));
    Path flyway = Files.createDirectories(folder.resolve("flyway"));
    Path dbmate = Files.createDirectories(folder.resolve("dbmate"));
    for (int n = 1; n <= Integer.parseInt(arguments[1]); n++) {
      String name = "%05d_make_t%d.sql".formatted(n, n);
      String up =
          """
          CREATE TABLE t%1$d (id bigint PRIMARY KEY, name text NOT NULL);
          CREATE INDEX t%1$d_name ON t%1$d (name);
          """
              .formatted(n);
      String down = "DROP TABLE t%d;\n".formatted(n);
      Files.writeString(seed.resolve(name), up);
      Files.writeString(seed.resolve(name.replace(".sql", ".down.sql")), down);
      Files.writeString(flyway.resolve(name), up);
      Files.writeString(dbmate.resolve(name), "-- migrate:up\n" + up + "-- migrate:down\n" + down);
    }
  }
}
