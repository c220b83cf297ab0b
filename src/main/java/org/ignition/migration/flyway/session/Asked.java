package org.ignition.migration.flyway.session;

import java.util.List;

/**
 * A question with all that belongs to it.
 *
 * @param question which
 * @param text as it would be sent
 * @param parameters that are bound, in the order of binding
 */
record Asked(Question question, String text, List<Object> parameters) {

  Asked {
    parameters = List.copyOf(parameters);
  }
}
