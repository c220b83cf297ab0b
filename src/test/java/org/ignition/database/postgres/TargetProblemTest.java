package org.ignition.database.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Optional;
import org.ignition.database.target.DatabaseUrl;
import org.ignition.database.target.PostgresUrl;
import org.ignition.failure.ErrorCode;
import org.ignition.failure.RemoteException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetProblemTest {

  @ParameterizedTest
  @CsvSource({
    "'password authentication failed for user \"ann\"', Correct `database-user`",
    "'no pg_hba.conf entry for host \"::1\", no encryption', `?sslmode=require`",
    "connection requires a valid client certificate, without `clientcert`",
    "certificate authentication failed for user \"ann\", without `clientcert`",
  })
  void saysHowToBeLetIn(String said, String advice) {
    PostgresUrl url = (PostgresUrl) DatabaseUrl.parse("postgresql://db/shop", false);
    RemoteException refused =
        TargetProblem.connecting(
            new TargetSessions(url, new Login("ann", "secret"), Optional.empty()),
            new SQLException(said, "28000"));
    assertEquals(ErrorCode.DATABASE_LOGIN_FAILED, refused.code());
    assertTrue(refused.problem().advice().contains(advice), refused::getMessage);
  }
}
