package org.ignition.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server to try things on; nothing in it is of value.
 *
 * <p>Methods other than {@link #connect} may be called by several threads at once. All of them
 * throw a {@link org.ignition.failure.RemoteException} when the server does not answer or says no.
 */
public interface ScratchServer extends AutoCloseable {

  /** Such as 17. */
  int majorVersion();

  /**
   * Whether sessions of the {@link SessionRole#ADMINISTRATOR} are superuser ones: event triggers
   * can be made, and missing roles.
   */
  boolean isPrivileged();

  /** The role that sessions of {@code role} begin as, not quoted. */
  String roleName(SessionRole role);

  /** A new database that belongs to the {@link SessionRole#OWNER}; its generated name. */
  String createDatabase();

  /**
   * A copy of {@code template} that belongs to the {@link SessionRole#OWNER}; its generated name.
   * Other sessions in {@code template} are ended first, as PostgreSQL copies none that is in use.
   */
  String cloneDatabase(String template);

  /** Drops a database of this server, ending its sessions. One that is gone already is no error. */
  void dropDatabase(String name);

  /**
   * A new session. Statements are sent as they are, by the simple protocol: with {@link
   * java.sql.Statement#setEscapeProcessing escape processing} off nothing in their text means
   * anything to the driver. {@code RESET ALL} puts back what the driver began with: ISO dates and
   * this JVM's time zone.
   */
  Connection connect(String database, SessionRole role);

  /**
   * Where a database is and how {@code role} gets in, for another program of this machine; holds a
   * password.
   */
  String url(String database, SessionRole role);

  /**
   * Sends {@code rows} for a {@code COPY … FROM stdin} statement.
   *
   * @param session one of this server's
   * @param statement without the rows
   * @param rows in the format that the statement says, without the {@code \.} line
   * @return how many rows were copied
   */
  long copyIn(Connection session, String statement, String rows) throws SQLException;

  /** Why a statement of one of this server's sessions failed. */
  ServerError explain(SQLException failure);

  /** {@code first} and all that are chained to it, in the order in which the server said them. */
  List<ServerMessage> messages(@Nullable SQLWarning first);

  /** Stops the server, or leaves it as it was found: every database made here is gone. */
  @Override
  void close();
}
