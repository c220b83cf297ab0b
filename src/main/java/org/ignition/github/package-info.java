/**
 * GitHub's REST API: comments on pull requests. The library behind it is loaded with the first
 * request only.
 */
@NullMarked
package org.ignition.github;

import org.jspecify.annotations.NullMarked;
