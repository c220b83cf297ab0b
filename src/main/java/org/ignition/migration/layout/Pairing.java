package org.ignition.migration.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ignition.migration.Migration;
import org.ignition.migration.MigrationVersion;
import org.ignition.migration.Script;

/** Finds the down of each up. */
final class Pairing {

  /**
   * A script with what its name says.
   *
   * @param version its version
   * @param name without version and ending
   */
  record Named(MigrationVersion version, String name, Script script) {}

  private static final Comparator<Named> ORDER =
      Comparator.comparing(Named::version)
          .thenComparing(Named::name)
          .thenComparing(named -> named.script().file());

  private final boolean byNameToo;
  private final List<Named> ups;
  private final List<Named> downs;

  /**
   * @param byNameToo whether a down must have its up's name, and not its version alone
   */
  Pairing(List<Named> ups, List<Named> downs, boolean byNameToo) {
    this.ups = ups.stream().sorted(ORDER).toList();
    this.downs = new ArrayList<>(downs.stream().sorted(ORDER).toList());
    this.byNameToo = byNameToo;
  }

  /** All ups in order with their downs, which are taken away. */
  List<Migration> pairs() {
    List<Optional<Named>> exact = ups.stream().map(this::takeExact).toList();
    List<Migration> migrations = new ArrayList<>();
    for (int i = 0; i < ups.size(); i++) {
      Named up = ups.get(i);
      Optional<Script> down = exact.get(i).or(() -> takeAny(up)).map(Named::script);
      migrations.add(new Migration(up.version(), up.name(), up.script(), down));
    }
    return migrations;
  }

  /** The downs that are left. */
  List<Script> strays() {
    return downs.stream().map(Named::script).toList();
  }

  private Optional<Named> takeExact(Named up) {
    return take(up, true);
  }

  private Optional<Named> takeAny(Named up) {
    return byNameToo ? Optional.empty() : take(up, false);
  }

  private Optional<Named> take(Named up, boolean sameName) {
    for (int i = first(up.version()); i < downs.size() && isOf(up, downs.get(i)); i++) {
      if (!sameName || downs.get(i).name().equals(up.name())) {
        return Optional.of(downs.remove(i));
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(Named up, Named down) {
    return down.version().compareTo(up.version()) == 0;
  }

  /**
   * By bisection, as histories hold thousands: the first down that is not before {@code version}.
   */
  private int first(MigrationVersion version) {
    int low = 0;
    int high = downs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (downs.get(middle).version().compareTo(version) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
