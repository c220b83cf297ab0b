/**
 * Runs migrations up, down and up again on a scratch server, and says what was proved.
 *
 * <p>Two databases are used. The <em>stage</em> holds synthesised rows; each up is traced on it and
 * committed, then the down and the second up run in one transaction that is rolled back. The
 * <em>history</em> holds nothing but what the migrations made; it is brought up to date only when
 * the stage has to be made anew, as its copy: after a script that ended half done, or to run one
 * without the rows.
 */
@NullMarked
package org.ignition.migration.rehearsal;

import org.jspecify.annotations.NullMarked;
