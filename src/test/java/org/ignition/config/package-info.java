@NullMarked
package org.ignition.config;

import org.jspecify.annotations.NullMarked;
