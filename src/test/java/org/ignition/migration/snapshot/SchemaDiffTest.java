package org.ignition.migration.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {

  private static final List<SchemaObject> USERS =
      List.of(
          table(1, "users"),
          column(1, 1, "users", "id", "bigint"),
          column(1, 2, "users", "email", "character varying(100)"),
          constraint(10, "users", "users_pkey"),
          part(ObjectKind.INDEX, 1259, 11, "users", "users_pkey", Map.of()),
          part(ObjectKind.INDEX, 1259, 12, "users", "users_email_idx", Map.of()),
          sequence(13, "users_id_seq", "public.users.id"));

  @Test
  void equalSchemasOfTwoDatabasesDoNotDiffer() {
    List<SchemaObject> elsewhere =
        USERS.stream()
            .map(o -> new SchemaObject(o.name(), moved(o.identity()), o.attributes()))
            .toList();

    assertTrue(SchemaDiff.byName(schema(USERS), schema(elsewhere)).isEmpty());
  }

  @Test
  void saysWhatIsGoneAfterDown() {
    assertEquals(
        List.of("index public.users_email_idx is gone after down"),
        Sentences.AFTER_DOWN.of(SchemaDiff.byName(schema(USERS), without("users_email_idx"))));
  }

  @Test
  void saysNewAndOldTypeOfAColumn() {
    SchemaSnapshot after = with(column(1, 2, "users", "email", "text"));

    assertEquals(
        List.of("column public.users.email is text, was character varying(100)"),
        Sentences.OF_CHANGE.of(SchemaDiff.byIdentity(schema(USERS), after)));
  }

  @Test
  void droppedTableIsOneSentenceButEveryDifferenceIsThere() {
    SchemaDiff diff = SchemaDiff.byIdentity(schema(USERS), SchemaSnapshot.EMPTY);

    assertEquals(USERS.size(), diff.differences().size());
    assertEquals(List.of("table public.users is gone"), Sentences.OF_CHANGE.of(diff));
  }

  @Test
  void renamedTableIsOneSentence() {
    List<SchemaObject> renamed = USERS.stream().map(SchemaDiffTest::asPeople).toList();

    assertEquals(
        List.of("table public.people is the former table public.users"),
        Sentences.OF_CHANGE.of(SchemaDiff.byIdentity(schema(USERS), schema(renamed))).stream()
            .filter(sentence -> !sentence.startsWith("sequence"))
            .toList());
  }

  @Test
  void renamedColumnIsChangedByIdentityAndTwoThingsByName() {
    SchemaSnapshot after = with(column(1, 2, "users", "mail", "character varying(100)"));

    SchemaDiff byIdentity = SchemaDiff.byIdentity(schema(USERS), after);
    assertTrue(((Difference.Changed) byIdentity.differences().getFirst()).isRenamed());
    assertEquals(2, SchemaDiff.byName(schema(USERS), after).differences().size());
  }

  @Test
  void columnMadeAgainIsGoneAndNewByIdentityAndReorderedByName() {
    SchemaSnapshot after =
        schema(
            List.of(
                table(1, "users"),
                column(1, 2, "users", "email", "text"),
                column(1, 3, "users", "id", "bigint")));
    SchemaSnapshot before =
        schema(
            List.of(
                table(1, "users"),
                column(1, 1, "users", "id", "bigint"),
                column(1, 2, "users", "email", "text")));

    assertEquals(2, SchemaDiff.byIdentity(before, after).differences().size());
    SchemaDiff byName = SchemaDiff.byName(before, after);
    assertTrue(byName.isOrderOnly());
    assertFalse(byName.isEmpty());
    assertEquals(
        List.of(
            "table public.users has its columns in the order email, id, was id, email after down"),
        Sentences.AFTER_DOWN.of(byName));
  }

  @Test
  void columnAddedInTheMiddleIsNoOtherOrder() {
    SchemaSnapshot before = schema(List.of(table(1, "t"), column(1, 1, "t", "a", "text")));
    SchemaSnapshot after =
        schema(
            List.of(table(2, "t"), column(2, 1, "t", "b", "text"), column(2, 5, "t", "a", "text")));

    assertEquals(
        List.of("column public.t.b is left over after down"),
        Sentences.AFTER_DOWN.of(SchemaDiff.byName(before, after)));
  }

  @Test
  void constraintMadeAgainByTheServerIsTheSame() {
    SchemaSnapshot after = with(constraint(99, "users", "users_pkey"));

    assertTrue(SchemaDiff.byIdentity(schema(USERS), after).isEmpty());
  }

  @Test
  void constraintOfATableMadeAgainIsAnother() {
    List<SchemaObject> again = List.of(table(2, "users"), constraint(99, "users", "users_pkey"));
    List<SchemaObject> before = List.of(table(1, "users"), constraint(10, "users", "users_pkey"));

    assertEquals(4, SchemaDiff.byIdentity(schema(before), schema(again)).differences().size());
  }

  @Test
  void escapesAndCutsWhatADatabaseCallsThings() {
    SchemaSnapshot after = schema(List.of(table(1, "a\n::error::b\u001b[31m" + "x".repeat(300))));

    String sentence =
        Sentences.OF_CHANGE.of(SchemaDiff.byName(SchemaSnapshot.EMPTY, after)).getFirst();
    assertTrue(sentence.startsWith("table public.a\\u000a::error::b\\u001b[31mxxx"), sentence);
    assertTrue(sentence.length() < 200, sentence);
  }

  @Test
  void longDefinitionsAreNotWrittenOut() {
    SchemaObject view = view("SELECT 1");

    assertEquals(
        List.of("view public.v has another definition"),
        Sentences.OF_CHANGE.of(
            SchemaDiff.byName(schema(List.of(view)), schema(List.of(view("SELECT\n2"))))));
  }

  @Test
  void numberThatTheServerAppendedToASequenceIsNoDifference() {
    SchemaSnapshot before = schema(numbered("users_id_seq1", "users.id"));
    SchemaSnapshot after = schema(numbered("users_id_seq", "users.id"));

    assertEquals(SchemaDiff.NONE, SchemaDiff.byName(before, after));
    assertEquals(SchemaDiff.NONE, SchemaDiff.byName(after, before));
  }

  @Test
  void sequenceOfAnotherColumnOrWithAChosenNameIsADifference() {
    SchemaSnapshot before = schema(numbered("users_id_seq1", "users.id"));

    assertFalse(SchemaDiff.byName(before, schema(numbered("users_id_seq", "people.id"))).isEmpty());
    assertFalse(SchemaDiff.byName(before, schema(numbered("ids_seq", "users.id"))).isEmpty());
  }

  @Test
  void indentingARoutineAnewIsNoDifference() {
    assertTrue(
        redefined("plpgsql", "\nBEGIN\n  RETURN  1;\nEND", "\n\tBEGIN\n\n    RETURN 1;\n\tEND"));
  }

  @Test
  void otherWordsStringsCommentsAndLanguagesAreADifference() {
    assertFalse(redefined("plpgsql", "RETURN 1", "RETURN 2"));
    assertFalse(redefined("plpgsql", "RETURN 'a  b'", "RETURN 'a b'"));
    assertFalse(redefined("plpgsql", "RETURN 1; -- x\n y", "RETURN 1; -- x y"));
    assertFalse(redefined("plpython3u", "if x:\n  y", "if x:\n y"));
  }

  @Test
  void extensionLeftBehindCanBeLeftOut() {
    SchemaObject extension = part(ObjectKind.EXTENSION, 3079, 7, "", "citext", Map.of());
    SchemaDiff diff = SchemaDiff.byName(SchemaSnapshot.EMPTY, schema(List.of(extension)));

    assertTrue(diff.withoutNew(ObjectKind.EXTENSION).isEmpty());
    assertFalse(diff.withoutNew(ObjectKind.TABLE).isEmpty());
  }

  private static boolean redefined(String language, String before, String after) {
    return SchemaDiff.byName(
            schema(List.of(function(language, before))), schema(List.of(function(language, after))))
        .isEmpty();
  }

  private static SchemaObject function(String language, String body) {
    String text =
        """
        ()
         RETURNS integer
         LANGUAGE %s
         IMMUTABLE
        AS $function$%s$function$
        """
            .formatted(language, body);
    return part(ObjectKind.FUNCTION, 1255, 5, "", "f()", Map.of(Attribute.DEFINITION, text));
  }

  private static List<SchemaObject> numbered(String sequence, String column) {
    SchemaObject id =
        new SchemaObject(
            new ObjectName(ObjectKind.COLUMN, "public", "users", "id"),
            new Identity(1259, 1, 1),
            Map.of(Attribute.DEFAULT, "nextval('public." + sequence + "'::regclass)"));
    return List.of(table(1, "users"), id, sequence(13, sequence, "public." + column));
  }

  @Test
  void replacingWithEqualGroupsSharesThem() {
    SchemaSnapshot before = schema(USERS);
    SchemaGroup group = before.group(table(1, "users").name()).orElseThrow();
    SchemaGroup equal = new SchemaGroup(group.owner(), group.tiedTo(), group.objects());

    SchemaSnapshot after = before.replace(List.of(group), List.of(equal));

    assertSame(group, after.group(table(1, "users").name()).orElseThrow());
    assertEquals(before, after);
  }

  @Test
  void findsEveryObjectByItsName() {
    SchemaSnapshot schema = schema(USERS);

    USERS.forEach(object -> assertEquals(object, schema.find(object.name()).orElseThrow()));
    assertEquals(USERS.size(), schema.objects().size());
  }

  private static SchemaSnapshot schema(Collection<SchemaObject> objects) {
    return SchemaSnapshot.of(objects);
  }

  private static SchemaSnapshot without(String name) {
    return schema(USERS.stream().filter(o -> !o.name().name().equals(name)).toList());
  }

  /** Instead of the object of the same identity or name. */
  private static SchemaSnapshot with(SchemaObject changed) {
    List<SchemaObject> objects = new ArrayList<>(USERS);
    objects.removeIf(
        o -> o.identity().equals(changed.identity()) || o.name().equals(changed.name()));
    objects.add(changed);
    return schema(objects);
  }

  private static SchemaObject asPeople(SchemaObject object) {
    ObjectName name = object.name();
    return new SchemaObject(
        new ObjectName(
            name.kind(),
            name.schema(),
            name.parent().replace("users", "people"),
            name.kind() == ObjectKind.TABLE ? "people" : name.name()),
        object.identity(),
        object.attributes());
  }

  private static Identity moved(Identity identity) {
    return new Identity(identity.catalog(), identity.oid() + 1000, identity.sub());
  }

  private static SchemaObject table(long oid, String name) {
    return part(ObjectKind.TABLE, 1259, oid, "", name, Map.of());
  }

  private static SchemaObject view(String definition) {
    return part(ObjectKind.VIEW, 1259, 5, "", "v", Map.of(Attribute.DEFINITION, definition));
  }

  private static SchemaObject sequence(long oid, String name, String owner) {
    return part(ObjectKind.SEQUENCE, 1259, oid, "", name, Map.of(Attribute.OWNED_BY, owner));
  }

  private static SchemaObject constraint(long oid, String table, String name) {
    return part(ObjectKind.CONSTRAINT, 2606, oid, table, name, Map.of());
  }

  private static SchemaObject column(long oid, int number, String table, String name, String type) {
    return new SchemaObject(
        new ObjectName(ObjectKind.COLUMN, "public", table, name),
        new Identity(1259, oid, number),
        Map.of(Attribute.TYPE, type));
  }

  private static SchemaObject part(
      ObjectKind kind,
      long catalog,
      long oid,
      String table,
      String name,
      Map<Attribute, String> attributes) {
    return new SchemaObject(
        new ObjectName(kind, "public", table, name), new Identity(catalog, oid, 0), attributes);
  }
}
