/** What training runs talk to in place of services. */
@NullMarked
package org.ignition.training;

import org.jspecify.annotations.NullMarked;
