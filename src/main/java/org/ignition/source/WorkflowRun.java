package org.ignition.source;

/**
 * The workflow run that builds.
 *
 * @param url its page; empty when the runner does not say enough
 * @param actor who started it; may be empty
 * @param eventName what started it
 */
public record WorkflowRun(String url, String actor, String eventName) {}
