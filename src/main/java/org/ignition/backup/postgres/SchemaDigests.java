package org.ignition.backup.postgres;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ignition.backup.BackupContents.ObjectDigest;
import org.ignition.image.Digest;
import org.ignition.migration.snapshot.Attribute;
import org.ignition.migration.snapshot.ObjectKind;
import org.ignition.migration.snapshot.SchemaObject;
import org.ignition.migration.snapshot.SchemaSnapshot;

/**
 * What a schema is, in short. Left out is what a restore elsewhere may do without, or without a
 * superuser can't do: owners and privileges, places on a server's disks, versions of extensions,
 * event triggers, publications; and indexes that are not valid, as {@code pg_dump} does.
 */
final class SchemaDigests {

  private static final int HEX = 16;

  private static final Set<ObjectKind> LEFT_OUT =
      EnumSet.of(ObjectKind.DEFAULT_PRIVILEGES, ObjectKind.EVENT_TRIGGER, ObjectKind.PUBLICATION);

  private static final Set<Attribute> IGNORED =
      EnumSet.of(Attribute.OWNER, Attribute.PRIVILEGES, Attribute.TABLESPACE, Attribute.VERSION);

  /** What servers write in words of their own: expressions and whole definitions. */
  private static final Set<Attribute> TEXTS =
      EnumSet.of(
          Attribute.DEFAULT,
          Attribute.DEFINITION,
          Attribute.OPTIONS,
          Attribute.PARTITION_KEY,
          Attribute.PARTITION_BOUND);

  private SchemaDigests() {}

  /** By the objects' names. */
  static SortedMap<String, ObjectDigest> of(SchemaSnapshot schema) {
    SortedMap<String, ObjectDigest> digests = new TreeMap<>();
    schema.objects().values().stream()
        .filter(object -> !LEFT_OUT.contains(object.name().kind()))
        .filter(object -> !isPublicSchema(object) && !isInvalidIndex(object))
        .forEach(object -> digests.put(object.name().toString(), digest(object)));
    return digests;
  }

  /** Every database begins with it, and whether somebody made it anew does not matter. */
  private static boolean isPublicSchema(SchemaObject object) {
    return object.name().kind() == ObjectKind.SCHEMA && object.name().name().equals("public");
  }

  /** What {@code CONCURRENTLY} leaves when it fails, or an index that some partitions lack. */
  private static boolean isInvalidIndex(SchemaObject object) {
    return object.name().kind() == ObjectKind.INDEX
        && object.attributes().containsKey(Attribute.VALID);
  }

  private static ObjectDigest digest(SchemaObject object) {
    return new ObjectDigest(digest(object, false), digest(object, true));
  }

  private static String digest(SchemaObject object, boolean texts) {
    String all =
        object.attributes().entrySet().stream()
            .filter(each -> !IGNORED.contains(each.getKey()))
            .filter(each -> TEXTS.contains(each.getKey()) == texts)
            .map(SchemaDigests::line)
            .collect(Collectors.joining("\n"));
    return Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HEX);
  }

  private static String line(Map.Entry<Attribute, String> attribute) {
    return attribute.getKey().name()
        + ' '
        + attribute.getValue().length()
        + ' '
        + attribute.getValue();
  }
}
