@NullMarked
package org.ignition.source;

import org.jspecify.annotations.NullMarked;
