package org.ignition.migration.rehearsal.catalog;

import java.util.List;

/**
 * One SELECT of a reading.
 *
 * @param template text with placeholders for {@link Dialect}
 * @param catalog where its rows are; null when each row says so in {@code class}
 * @param owners where the objects are that its rows belong to
 */
record Query(String template, Catalog catalog, Catalog owners) {

  static final List<Query> OF_RELATIONS =
      List.of(
          main(RelationQueries.RELATIONS, Catalog.RELATION),
          main(RelationQueries.SEQUENCES, Catalog.RELATION),
          ofRelation(RelationQueries.COLUMNS, Catalog.RELATION),
          ofRelation(RelationQueries.CONSTRAINTS, Catalog.CONSTRAINT),
          ofRelation(RelationQueries.INDEXES, Catalog.RELATION),
          ofRelation(RelationQueries.TRIGGERS, Catalog.TRIGGER),
          ofRelation(RelationQueries.POLICIES, Catalog.POLICY),
          ofRelation(RelationQueries.RULES, Catalog.REWRITE),
          main(RelationQueries.STATISTICS, Catalog.STATISTICS));
  static final List<Query> OF_TYPES =
      List.of(
          main(TypeQueries.TYPES, Catalog.TYPE),
          new Query(TypeQueries.DOMAIN_CONSTRAINTS, Catalog.CONSTRAINT, Catalog.TYPE));
  static final List<Query> OF_ROUTINES = List.of(main(TypeQueries.ROUTINES, Catalog.PROCEDURE));
  static final List<Query> OF_OTHERS =
      List.of(
          main(OtherQueries.OTHERS, Catalog.NAMESPACE),
          main(OtherQueries.TEXT_SEARCH_AND_FOREIGN, Catalog.NAMESPACE));

  private static Query main(String template, Catalog catalog) {
    return new Query(template, catalog, catalog);
  }

  private static Query ofRelation(String template, Catalog catalog) {
    return new Query(template, catalog, Catalog.RELATION);
  }
}
