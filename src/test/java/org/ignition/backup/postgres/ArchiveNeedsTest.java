package org.ignition.backup.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is read out of an archive's SQL. */
class ArchiveNeedsTest {

  @Test
  void findsExtensionsAndTheirSchemas() {
    ArchiveNeeds needs =
        ArchiveNeeds.of(
            """
            CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

            CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA "ex ""t";
            """,
            "");
    assertEquals(Map.of("citext", "public", "uuid-ossp", "ex \"t"), needs.extensions());
  }

  @Test
  void findsTheRolesOfPolicies() {
    ArchiveNeeds needs =
        ArchiveNeeds.of(
            "",
            """
            CREATE POLICY own ON public.users USING ((a = 'x TO y'::text));
            CREATE POLICY "to TO b" ON "s p"."t.x" AS RESTRICTIVE FOR SELECT TO app, "Röle, x" USING (true);
            CREATE POLICY c ON public.users FOR INSERT TO app WITH CHECK (true);
            """);
    assertEquals(List.of("app", "Röle, x"), needs.roles());
  }

  @Test
  void findsTheNamesOfSchemasAndPublications() {
    assertEquals(
        Set.of("my schema", "plain", "all"),
        ArchiveNeeds.made(
            """
            CREATE SCHEMA "my schema";
            CREATE SCHEMA plain;
            CREATE PUBLICATION "all" FOR ALL TABLES WITH (publish = 'insert');
            """));
  }
}
