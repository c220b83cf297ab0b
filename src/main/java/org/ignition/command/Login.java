package org.ignition.command;

/**
 * Who is at the registry.
 *
 * @param user name, without a colon
 * @param password password or token
 */
public record Login(String user, Secret password) {}
