/** What a command tells at its end: outputs, the JSON log line, the step summary. */
@NullMarked
package org.ignition.report;

import org.jspecify.annotations.NullMarked;
