@NullMarked
package org.ignition.migration.compatibility;

import org.jspecify.annotations.NullMarked;
