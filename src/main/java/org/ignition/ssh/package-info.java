/**
 * Commands and forwarding over SSH, to hosts whose key is known. The only package that knows JSch.
 */
@NullMarked
package org.ignition.ssh;

import org.jspecify.annotations.NullMarked;
