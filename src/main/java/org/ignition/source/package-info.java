/** What the repository says: commit, branch, tags, base of a pull request, versions in files. */
@NullMarked
package org.ignition.source;

import org.jspecify.annotations.NullMarked;
