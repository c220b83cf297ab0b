/** Tests of finding logins. */
@NullMarked
package org.ignition.registry.credentials;

import org.jspecify.annotations.NullMarked;
