/** What tests share: real tools, temporary servers, fakes. */
@NullMarked
package org.ignition.testing;

import org.jspecify.annotations.NullMarked;
