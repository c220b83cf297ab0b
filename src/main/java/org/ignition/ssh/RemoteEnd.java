package org.ignition.ssh;

/**
 * How a command on another machine ended.
 *
 * @param exitCode what it ended with; -1 when a signal ended it
 * @param errors the beginning of what it printed to standard error; untrusted
 */
public record RemoteEnd(int exitCode, String errors) {}
