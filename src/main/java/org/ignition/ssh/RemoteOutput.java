package org.ignition.ssh;

/**
 * What came of a command on another machine. Texts are untrusted, and of long ones the beginning.
 *
 * @param exitCode what it ended with; -1 when a signal ended it
 * @param output what it printed
 * @param errors what it printed to standard error
 */
public record RemoteOutput(int exitCode, String output, String errors) {}
