package org.ignition.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is needed to find the base of a change.
 *
 * @param workspace the folder that is checked out, absolute
 * @param runner what the runner says
 * @param folder the files that are compared, relative to the workspace
 * @param asked the branch, tag or SHA that the user named
 * @param mainBranch the main branch where the configuration says it
 */
public record BaseRequest(
    Path workspace,
    RunnerFacts runner,
    Path folder,
    Optional<String> asked,
    Optional<String> mainBranch) {}
