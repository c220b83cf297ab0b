@NullMarked
package org.ignition.plan;

import org.jspecify.annotations.NullMarked;
