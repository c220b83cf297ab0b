package org.ignition.migration;

import java.util.Locale;

/** How the files of a folder of migrations are named, after the tools that name them so. */
public enum Layout {
  /** {@code 0001_name.sql} with {@code 0001_name.down.sql}. */
  SEED,
  /** {@code 1_name.up.sql} with {@code 1_name.down.sql}. */
  GOLANG_MIGRATE,
  /** The same, or {@code 1_name.sql} alone. */
  SQLX,
  /** {@code V1__name.sql} with {@code U1__name.sql}. */
  FLYWAY,
  /** One file with {@code -- migrate:up} and {@code -- migrate:down}. */
  DBMATE,
  /** One file with {@code -- +goose Up} and {@code -- +goose Down}. */
  GOOSE,
  /** A folder each with {@code up.sql} and {@code down.sql}. */
  DIESEL;

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
