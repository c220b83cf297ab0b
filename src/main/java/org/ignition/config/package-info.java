/** {@code ignition.yml} as records; every error names file, line and column. */
@NullMarked
package org.ignition.config;

import org.jspecify.annotations.NullMarked;
